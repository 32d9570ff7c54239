import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { bytesOfPath } from '../git/path-bytes.js';
import { namesIn, permissionsOf, statOf } from './disk.js';
import type { Steps } from './steps.js';

/** Other runs may empty folders into the same place. */
const RUN = randomBytes(6).toString('hex');
let moved = 0;

/**
 * Removes whatever lies at a path, never following a link: also folders that nobody may enter, names that are not UTF-8,
 * and trees deeper than a path may be long, because every folder is moved up into `scratch` before it is emptied.
 */
export function* remove(path: string, scratch: string): Steps<void> {
  const pending = [path];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const stats = statOf(folder);
    if (stats === undefined) continue;
    if (!stats.isDirectory()) {
      unlinkSync(bytesOfPath(folder));
      continue;
    }
    openUp(folder, permissionsOf(stats));
    pending.push(...emptyInto(folder, scratch));
    rmdirSync(bytesOfPath(folder));
    yield;
  }
}

/** Removes a folder of ours for good, with a scratch folder beside it. */
export function* removeAll(folder: string): Steps<void> {
  if (statOf(folder) === undefined) return;
  const scratch = mkdtempSync(`${folder}-`);
  yield* remove(folder, scratch);
  rmdirSync(scratch);
}

/** Deletes a folder's files and moves its folders to the scratch folder; answers where they are now. */
function emptyInto(folder: string, scratch: string): readonly string[] {
  const folders: string[] = [];
  for (const name of namesIn(folder)) {
    const path = `${folder}/${name}`;
    const stats = statOf(path);
    if (stats === undefined) continue;
    if (!stats.isDirectory()) {
      unlinkSync(bytesOfPath(path));
      continue;
    }
    openUp(path, permissionsOf(stats));
    moved += 1;
    const target = `${scratch}/gone-${RUN}-${moved}`;
    renameSync(bytesOfPath(path), target);
    folders.push(target);
  }
  return folders;
}

/** Lets us enter and change a folder, whatever a program did to its mode. */
export function openUp(folder: string, permissions: number): void {
  if ((permissions & 0o700) !== 0o700) chmodSync(bytesOfPath(folder), permissions | 0o700);
}

/** Makes a folder that only we and its owner may enter. */
export function makeFolder(path: string): void {
  mkdirSync(path, { mode: 0o700 });
}
