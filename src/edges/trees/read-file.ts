import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { contentOfBytes } from '../../core/run/content.js';
import type { Content, FoundFile } from '../../core/run/trial.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { codeOf, describeKind, statOf } from './disk.js';
import { locate } from './safe-path.js';

const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Reads a file that a program may have put there: only a regular one, reached through folders only, and no more than `max` bytes. */
export function readInside(root: string, path: string, max: number): FoundFile {
  try {
    const located = locate(root, path);
    if (located.kind === 'refused') return { kind: 'refused', path, why: located.why };
    const stats = located.kind === 'missing' ? undefined : statOf(located.path);
    if (located.kind === 'missing' || stats === undefined) return { kind: 'missing', path };
    if (!stats.isFile()) return { kind: 'refused', path, why: describeKind(stats) };
    const content = readRegular(located.path, max);
    return content === undefined
      ? { kind: 'refused', path, why: 'changed while it was read' }
      : { kind: 'regular', path, content };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { kind: 'refused', path, why: `cannot be read: ${code}` };
  }
}

/** Undefined when what was opened is not a regular file after all. */
function readRegular(path: string, max: number): Content | undefined {
  const file = openSync(bytesOfPath(path), READ);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    const bytes = Buffer.alloc(Math.min(stats.size, max));
    let filled = 0;
    for (let read = -1; read !== 0 && filled < bytes.length; filled += read) {
      read = readSync(file, bytes, filled, bytes.length - filled, filled);
    }
    return contentOfBytes(bytes.subarray(0, filled), stats.size);
  } finally {
    closeSync(file);
  }
}
