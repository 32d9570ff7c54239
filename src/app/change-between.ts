import { piecesBetween } from '../core/diagnose/pieces.js';
import type { Change } from '../core/diagnose/take-back.js';
import { changedPaths, type Entries } from '../core/plan/compose-tree.js';
import type { Bench } from './bench.js';
import { textsOf } from './texts.js';

/** What changed from one tree to another, cut in pieces, with the texts of all files that it touches, on head too. */
export async function changeBetween(
  bench: Bench,
  [before, after]: readonly [Entries, Entries],
  cut: typeof piecesBetween = piecesBetween,
): Promise<Change> {
  const changed = new Set(changedPaths(before, after));
  const touched = [before, after, bench.stages.head.entries].flatMap((all) =>
    all.filter(({ path }) => changed.has(path)),
  );
  const texts = await textsOf(bench.world.repository, touched);
  return { before, after, texts, pieces: cut(before, after, texts) };
}
