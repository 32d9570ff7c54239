import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import type { Program } from '../../app/ports.js';
import { allPids, processEntry, type ProcessEntry } from '../process/processes.js';
import type { Scarce } from './room.js';

/** Files of a program that are looked at: who has more of them has most. */
const MOST_FILES = 50_000;

/** How much a program has of something: bytes, files, or processes and threads. */
export function useOf(kind: Scarce, { writable }: Program, pid: number | undefined): number {
  if (kind === 'disk' || kind === 'files') {
    const found = filesIn(writable);
    return kind === 'files' ? found.files : found.bytes;
  }
  const family = pid === undefined ? [] : familyOf(pid);
  return family.reduce((sum, { memory, threads }) => sum + (kind === 'memory' ? memory : threads), 0);
}

/** A process and all that descend from it: in a process namespace orphans stay in the family. */
export function familyOf(first: number): readonly ProcessEntry[] {
  const entries = allPids()
    .map(processEntry)
    .filter((entry) => entry !== undefined);
  const children = new Map<number, ProcessEntry[]>();
  for (const entry of entries) {
    const siblings = children.get(entry.parent);
    if (siblings === undefined) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  const family = entries.filter(({ pid }) => pid === first);
  for (const { pid } of family) family.push(...(children.get(pid) ?? []));
  return family;
}

function filesIn(folders: readonly string[]): { readonly files: number; readonly bytes: number } {
  const waiting = [...folders];
  let [files, bytes] = [0, 0];
  for (let folder = waiting.pop(); folder !== undefined && files < MOST_FILES; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      files += 1;
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else if (files < MOST_FILES) bytes += bytesOf(path);
    }
  }
  return { files, bytes };
}

/** On disk: a file may be full of holes. */
function bytesOf(path: string): number {
  return (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * 512;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
