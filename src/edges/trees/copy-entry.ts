import {
  type BigIntStats,
  chmodSync,
  constants,
  copyFileSync,
  lchownSync,
  lutimesSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { bytesOfPath } from '../git/path-bytes.js';
import { namesIn, permissionsOf, statOf } from './disk.js';
import { type Shape, type Stamp, stampOf } from './shape.js';
import type { Steps } from './steps.js';

/**
 * Copies a file, a link or a whole folder to where nothing stands yet, with modes, times and, as root, owners; blocks are
 * shared where the file system can. Sockets, FIFOs and devices are left out. Answers the shape of the copy.
 */
export function* copyEntry(from: string, to: string): Steps<Shape | undefined> {
  const stats = statOf(from);
  if (stats?.isDirectory() === true) return yield* copyFolder(from, to, stats);
  if (stats?.isFile() === true) {
    copyFileSync(bytesOfPath(from), bytesOfPath(to), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  } else if (stats?.isSymbolicLink() === true) {
    symlinkSync(readlinkSync(bytesOfPath(from), 'buffer'), bytesOfPath(to));
  } else {
    return undefined;
  }
  return { stamp: settle(to, stats) };
}

function* copyFolder(from: string, to: string, stats: BigIntStats): Steps<Shape> {
  mkdirSync(bytesOfPath(to), { mode: 0o700 });
  const children = new Map<string, Shape>();
  for (const name of namesIn(from)) {
    const child = yield* copyEntry(`${from}/${name}`, `${to}/${name}`);
    if (child !== undefined) children.set(name, child);
  }
  yield;
  return { stamp: settle(to, stats), children };
}

/** Gives a copy the owner, mode and times of its original; answers its stamp. */
export function settle(path: string, original: BigIntStats): Stamp {
  const exact = bytesOfPath(path);
  const [accessed, modified] = [seconds(original.atimeNs), seconds(original.mtimeNs)];
  if (process.geteuid?.() === 0) lchownSync(exact, Number(original.uid), Number(original.gid));
  if (original.isSymbolicLink()) {
    lutimesSync(exact, accessed, modified);
  } else {
    chmodSync(exact, permissionsOf(original));
    utimesSync(exact, accessed, modified);
  }
  const stats = statOf(path);
  if (stats === undefined) throw new Error(`${path} vanished while it was copied`);
  return stampOf(stats);
}

function seconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1000n) / 1e6;
}
