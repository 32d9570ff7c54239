import { placesOf } from '../core/diagnose/edit-places.js';
import { patchOf } from '../core/diagnose/edits-patch.js';
import { takeBack, type Change } from '../core/diagnose/take-back.js';
import type { Edits } from '../core/diagnose/with-pieces.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { allPass } from './all-pass.js';
import { changeBetween } from './change-between.js';
import type { CommitStages } from './commit-stages.js';
import { openEdited } from './edited-stage.js';
import type { FoundBreak } from './search-culprits.js';
import { smallestBreaking } from './smallest-breaking.js';

type Lines = Pick<Result['culprits'][number], 'hunks' | 'takenBack' | 'patch'>;

export const NO_LINES: Lines = { hunks: [] };
/** More is no hint any more. */
const MOST_HUNKS = 50;
const MOST_PATCH = 20_000;

/** The smallest part of what a commit changed that breaks a case, and whether head works without it. */
export async function blameLines(bench: Bench, breaks: readonly FoundBreak[], stages: CommitStages): Promise<Lines> {
  const [first] = breaks;
  if (first === undefined || bench.world.signal.aborted) return NO_LINES;
  const { lastWorking, firstBroken } = first;
  // A commit that works and cannot be merged into base is no tree to compare with: base works, too.
  const before = (lastWorking < 0 ? undefined : await stages.at(lastWorking)) ?? bench.stages.base;
  const after = await stages.at(firstBroken);
  if (after === undefined) return NO_LINES;
  bench.world.progress({ kind: 'phase', text: `looking for the lines that broke ${first.change.id}` });
  const change = await changeBetween(bench, [before.entries, after.entries]);
  const chosen = await smallestBreaking(bench, change, first);
  const edits = chosen && takeBack(change, chosen, bench.stages.head.entries);
  return edits === undefined ? NO_LINES : takenBack(bench, breaks, { edits, change });
}

/** Takes lines back from head, and tries whether all that broke with them works then. */
async function takenBack(
  bench: Bench,
  breaks: readonly FoundBreak[],
  { edits, change }: { readonly edits: Edits; readonly change: Change },
): Promise<Lines> {
  const { entries } = bench.stages.head;
  const hunks = [...placesOf(entries, edits, change.texts)];
  if (hunks.length > MOST_HUNKS) return NO_LINES;
  const without = await openEdited(bench, entries, edits);
  if (!(await allPass(bench, breaks, without))) return { hunks, takenBack: 'not-enough' };
  const patch = patchOf(entries, edits, change.texts);
  const isShort = patch !== undefined && patch.length <= MOST_PATCH;
  return { hunks, takenBack: 'mends', ...(isShort && { patch }) };
}
