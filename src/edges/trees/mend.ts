import { type BigIntStats, readFileSync, readlinkSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { copyEntry, settle } from './copy-entry.js';
import { namesIn, permissionsOf, statOf } from './disk.js';
import { openUp, remove } from './remove.js';
import { firstChange, isFresh, isSame, type Shape, type Stamp } from './shape.js';
import type { Steps } from './steps.js';

export interface Mending {
  /** The tree to copy from, and how it was when it was copied. */
  readonly pristine: string;
  readonly original: Shape;
  /** Nanoseconds: nothing was changed by others before. */
  readonly since: bigint;
  /** A folder of ours on the same file system. */
  readonly scratch: string;
}

/** A trial reached the tree that all copies come from: nothing that ran since can be trusted. */
export class PristineChanged extends UserError {
  constructor() {
    super('A trial changed the prepared tree outside its own copy.', {
      help: 'Run with a sandbox: `--sandbox required`. A program that was set up with absolute paths may write there too.',
    });
  }
}

/**
 * Makes a copy equal to the pristine tree again, looking only at what may have changed since `shape` was taken; brings
 * `shape` up to date. False when the copy is beyond that (its root is gone).
 */
export function* mend(copy: string, shape: Shape, mending: Mending): Steps<boolean> {
  const stats = statOf(copy);
  if (stats?.isDirectory() !== true) return false;
  yield* mendFolder({ path: copy, shape, stats }, mending);
  return true;
}

interface Found {
  readonly path: string;
  readonly shape: Shape;
  readonly stats: BigIntStats;
}

function* mendFolder(found: Found, mending: Mending): Steps<void> {
  const { path, shape, stats } = found;
  const inDoubt = !isSame(shape.stamp, stats) || isFresh(shape.stamp, mending.since);
  let touched = inDoubt && !(isSame(shape.stamp, stats) && hasTraitsOf(mending.pristine, stats));
  const open = () => {
    openUp(path, permissionsOf(stats));
    touched = true;
  };
  if (inDoubt) yield* removeStrangers(found, { ...mending, open });
  yield* mendChildren(found, { ...mending, open });
  if (touched) shape.stamp = settleAs(mending.pristine, path);
  yield;
}

/** While a folder is mended, its parent must let us in; `open` sees to that. */
interface MendingBelow extends Mending {
  readonly open: () => void;
}

function* removeStrangers({ path, shape, stats }: Found, { scratch, open }: MendingBelow): Steps<void> {
  if ((permissionsOf(stats) & 0o700) !== 0o700) open();
  for (const name of namesIn(path)) {
    if (shape.children?.has(name) === true) continue;
    open();
    yield* remove(`${path}/${name}`, scratch);
  }
}

function* mendChildren({ path, shape }: Found, mending: MendingBelow): Steps<void> {
  for (const [name, child] of shape.children ?? []) {
    const original = mending.original.children?.get(name) ?? child;
    const below = { ...mending, pristine: `${mending.pristine}/${name}`, original };
    const renewed = yield* mendChild(`${path}/${name}`, child, below);
    if (renewed !== undefined) shape.children?.set(name, renewed);
  }
}

/** Answers a new shape where the child had to be made anew. */
function* mendChild(path: string, shape: Shape, mending: MendingBelow): Steps<Shape | undefined> {
  const stats = statOf(path);
  if (stats !== undefined && shape.children !== undefined && stats.isDirectory()) {
    yield* mendFolder({ path, shape, stats }, mending);
    return undefined;
  }
  if (stats !== undefined && isUnchanged({ path, shape, stats }, mending)) return undefined;
  const change = yield* firstChange(mending.pristine, mending.original);
  if (change !== undefined) throw new PristineChanged();
  mending.open();
  yield* remove(path, mending.scratch);
  return yield* copyEntry(mending.pristine, path);
}

/** A fresh stamp proves nothing: then the contents are compared. */
function isUnchanged({ path, shape, stats }: Found, { pristine, since }: Mending): boolean {
  if (!isSame(shape.stamp, stats)) return false;
  if (!isFresh(shape.stamp, since)) return true;
  return hasTraitsOf(pristine, stats) && hasContentOf(pristine, path, stats);
}

function settleAs(pristine: string, path: string): Stamp {
  const original = statOf(pristine);
  if (original === undefined) throw new Error(`${pristine} is gone`);
  return settle(path, original);
}

function hasTraitsOf(pristine: string, stats: BigIntStats): boolean {
  const original = statOf(pristine);
  return original?.mode === stats.mode && isNear(original.mtimeNs, stats.mtimeNs);
}

/** Times are copied to the microsecond, by way of a floating-point number. */
function isNear(one: bigint, other: bigint): boolean {
  return one - other < 2000n && other - one < 2000n;
}

function hasContentOf(pristine: string, path: string, stats: BigIntStats): boolean {
  const [one, other] = [bytesOfPath(pristine), bytesOfPath(path)];
  if (stats.isSymbolicLink()) return readlinkSync(one, 'buffer').equals(readlinkSync(other, 'buffer'));
  return statOf(pristine)?.size === stats.size && readFileSync(one).equals(readFileSync(other));
}
