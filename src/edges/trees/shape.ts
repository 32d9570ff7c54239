import type { BigIntStats } from 'node:fs';
import { namesIn, statOf } from './disk.js';
import type { Steps } from './steps.js';

/**
 * Tells whether something changed since: the kernel moves `ctime` with every change of content, mode, owner or name, and
 * no program can set it back.
 */
export interface Stamp {
  readonly ino: bigint;
  readonly ctime: bigint;
}

/** A tree on disk as it stood when it was looked at: folders with children, everything else without. */
export interface Shape {
  stamp: Stamp;
  readonly children?: Map<string, Shape>;
}

/** Nanoseconds; file systems count time in ticks of up to 10 ms. */
const TICK = 20_000_000n;

export function* shapeOf(path: string): Steps<Shape | undefined> {
  const stats = statOf(path);
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return { stamp: stampOf(stats) };
  const children = new Map<string, Shape>();
  for (const name of namesIn(path)) {
    const child = yield* shapeOf(`${path}/${name}`);
    if (child !== undefined) children.set(name, child);
  }
  yield;
  return { stamp: stampOf(stats), children };
}

export function stampOf(stats: BigIntStats): Stamp {
  return { ino: stats.ino, ctime: stats.ctimeNs };
}

/** True when a change at `moment` or later could bear the same time as this stamp. */
export function isFresh(stamp: Stamp, moment: bigint): boolean {
  return stamp.ctime + TICK > moment;
}

export function isSame(stamp: Stamp, stats: BigIntStats): boolean {
  return stamp.ctime === stats.ctimeNs && stamp.ino === stats.ino;
}

/** The first path below `path` that differs from its shape; undefined when nothing does. */
export function* firstChange(path: string, shape: Shape): Steps<string | undefined> {
  const stats = statOf(path);
  if (stats === undefined || !isSame(shape.stamp, stats)) return path;
  for (const [name, child] of shape.children ?? []) {
    const change = yield* firstChange(`${path}/${name}`, child);
    if (change !== undefined) return change;
  }
  yield;
  return undefined;
}

/** How many files and folders it is, with itself. */
export function countOf(shape: Shape): number {
  let count = 1;
  for (const child of shape.children?.values() ?? []) count += countOf(child);
  return count;
}

/** Every path below a shape's root that is not a folder, relative to the root. */
export function* pathsIn(shape: Shape, prefix = ''): Generator<string> {
  for (const [name, child] of shape.children ?? []) {
    if (child.children === undefined) yield `${prefix}${name}`;
    else yield* pathsIn(child, `${prefix}${name}/`);
  }
}
