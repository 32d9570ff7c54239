import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { View } from './view.js';

/** Devices that every program may use; they lead nowhere. */
export const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];
const DEVICE_LINKS = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
  ['ptmx', 'pts/ptmx'],
] as const;

/**
 * Makes an empty root folder: links, and a folder or an empty file for everything that is mounted on it. Answers its path.
 * `temporary` is the folder in which trees are made.
 */
export function makeSkeleton(parent: string, view: View, temporary: string): string {
  const mask = process.umask(0o022);
  try {
    const root = `${parent}/root`;
    mkdirSync(root);
    fill(root, view, temporary);
    return root;
  } finally {
    process.umask(mask);
  }
}

function fill(root: string, view: View, temporary: string): void {
  const own = ['/proc', '/tmp', '/run', '/home', '/var/tmp', '/dev/pts', '/dev/shm', temporary];
  for (const folder of own) mkdirSync(`${root}${folder}`, { recursive: true });
  for (const name of DEVICES) writeFileSync(`${root}/dev/${name}`, '');
  for (const [name, target] of DEVICE_LINKS) symlinkSync(target, `${root}/dev/${name}`);
  for (const [path, target] of view.links) symlinkSync(target, `${root}${path}`);
  symlinkSync('/run', `${root}/var/run`);
  for (const path of [...view.shown, ...view.network]) makeMountPoint(root, path, isSeen(view, path));
}

function makeMountPoint(root: string, path: string, isThere: boolean): void {
  // What is mounted below a folder that is shown finds its mount point there.
  if (isThere) return;
  if (lstatSync(path).isDirectory()) {
    mkdirSync(`${root}${path}`, { recursive: true });
  } else {
    mkdirSync(`${root}${dirname(path)}`, { recursive: true });
    writeFileSync(`${root}${path}`, '');
  }
}

function isSeen({ shown }: View, path: string): boolean {
  return shown.some((folder) => path.startsWith(`${folder}/`));
}
