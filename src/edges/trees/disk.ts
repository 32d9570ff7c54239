import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';
import { bytesOfPath, pathOfBytes } from '../git/path-bytes.js';

/** What lies at a path, links not followed; undefined when there is nothing. */
export function statOf(path: string): BigIntStats | undefined {
  return lstatSync(bytesOfPath(path), { bigint: true, throwIfNoEntry: false });
}

/** Names in a folder, also those that are not UTF-8 (see path-bytes), sorted. */
export function namesIn(folder: string): readonly string[] {
  const names = readdirSync(bytesOfPath(folder));
  const exact = names.some((name) => name.includes('\ufffd'))
    ? readdirSync(bytesOfPath(folder), { encoding: 'buffer' }).map(pathOfBytes)
    : names;
  return exact.sort();
}

export function permissionsOf(stats: BigIntStats): number {
  return Number(stats.mode) & 0o7777;
}

/** What a thing is, in a sentence: "is a link". */
export function describeKind(stats: BigIntStats): string {
  if (stats.isFile()) return 'is a regular file';
  if (stats.isDirectory()) return 'is a folder';
  if (stats.isSymbolicLink()) return 'is a link';
  if (stats.isFIFO()) return 'is a FIFO';
  return stats.isSocket() ? 'is a socket' : 'is a device';
}

/** The code of a system error: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
