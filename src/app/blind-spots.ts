import type { CaseChange } from '../core/compare/change.js';
import { closedUnder, needsOf } from '../core/diagnose/companions.js';
import { placesOf } from '../core/diagnose/edit-places.js';
import type { Piece } from '../core/diagnose/piece.js';
import { smallPiecesBetween } from '../core/diagnose/pieces.js';
import { takeBack, type Change } from '../core/diagnose/take-back.js';
import { unnoticedParts, type Notice } from '../core/diagnose/unnoticed.js';
import { isWorthMissing, neededBy, weightOf } from '../core/diagnose/worth-missing.js';
import type { Policy } from '../core/evals/policy.js';
import { matcherOf } from '../core/plan/matching.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { changeBetween } from './change-between.js';
import { openEdited } from './edited-stage.js';
import { watchersOf, type Watch } from './watch-tree.js';

export interface BlindSpots {
  readonly spots: Result['blindSpots'];
  /** What there is to say of what was not looked at. */
  readonly notices: readonly string[];
}

export const NOT_LOOKED_AT: BlindSpots = { spots: [], notices: [] };

/** Trees without some of the change that are run at most. */
const MOST_TREES = 16;
/** Share of the budget's trials that the search may take. */
const SHARE = 0.25;
/** Seconds that it may take even where the verdict took less. */
const LEAST_SECONDS = 10;
/** Share of the budget's minutes that must not be touched: the rest of the run needs some. */
const KEPT = 0.1;
/** A change in more pieces is not taken apart. */
const MOST_PIECES = 500;
const MOST_SPOTS = 20;

/**
 * Finds what the pull request changed that no eval would miss, by taking parts of it back and running what passes on head. It takes
 * about as long as the verdict took at most, and says what it did not get to.
 */
export async function findBlindSpots(
  bench: Bench,
  plan: Plan,
  about: { readonly changes: readonly CaseChange[]; readonly seconds: number; readonly budget: Policy['budget'] },
): Promise<BlindSpots> {
  const { base, head } = bench.stages;
  const watch = watchersOf(bench, plan, about.changes);
  if (watch === undefined || bench.world.signal.aborted) return NOT_LOOKED_AT;
  const whole = await changeBetween(bench, [base.entries, head.entries], smallPiecesBetween);
  const isTest = matcherOf(plan.units.flatMap((unit) => (unit.kind === 'suite' ? unit.eval.tests : [])));
  const asked = whole.pieces.flatMap((piece, at) => (isWorthMissing(piece, isTest) ? [at] : []));
  if (asked.length === 0 || whole.pieces.length > MOST_PIECES) return NOT_LOOKED_AT;
  bench.world.progress({ kind: 'phase', text: 'looking for changed lines that no eval would miss' });
  const { minutes, trials } = about.budget;
  // One look at a tree takes about as long as the verdict took, at most.
  const left = (1 - KEPT) * minutes * 60 - 2 * about.seconds;
  const limits = {
    until: bench.world.clock() + Math.min(left, Math.max(LEAST_SECONDS, about.seconds)),
    trials: bench.budget.trials() + SHARE * trials,
    allowed: trials,
  };
  const { parts, open } = await search(bench, { change: whole, asked, watch, limits });
  const told = parts.flatMap(({ pieces, shows }) => {
    const worth = pieces.filter((piece) => isWorthMissing(piece, isTest));
    return spotsOf(whole, worth).map((spot) => ({ ...spot, ...(shows.length > 0 && { shows: [...shows] }) }));
  });
  return { spots: told.slice(0, MOST_SPOTS), notices: noticesOf(open, asked.length, told.length - MOST_SPOTS) };
}

interface Sought {
  readonly change: Change;
  /** Pieces by number that an eval could be expected to notice. */
  readonly asked: readonly number[];
  readonly watch: Watch;
  /** A budget that is spent would end the whole run. */
  readonly limits: { readonly until: number; readonly trials: number; readonly allowed: number };
}

interface Part {
  readonly pieces: readonly Piece[];
  /** Cases whose output shows the part, though none of their graders minds. */
  readonly shows: readonly string[];
}

async function search(bench: Bench, sought: Sought): Promise<{ parts: readonly Part[]; open: number }> {
  const { change, asked, watch, limits } = sought;
  const close = closedUnder(neededBy(needsOf(change.pieces, change.texts)));
  const piecesOf = (some: readonly number[]): readonly Piece[] => some.flatMap((at) => change.pieces[at] ?? []);
  // The search counts what is asked for; whatever else must go with it goes unasked.
  const number = new Map(asked.map((at, index) => [at, index]));
  const parts = unnoticedParts(
    asked.map((at) => weight(change.pieces[at])),
    (some) => close(some.map((index) => asked[index] ?? 0)).flatMap((at) => number.get(at) ?? []),
  );
  /** By what was taken back last. */
  const shown = new Map<number, readonly string[]>();
  let step = parts.next();
  for (let trees = 0; step.done !== true; trees += 1) {
    const some = close(step.value.map((index) => asked[index] ?? 0));
    const isSpent =
      trees >= MOST_TREES ||
      bench.world.signal.aborted ||
      bench.world.clock() > limits.until ||
      bench.budget.trials() + watch.trials > limits.trials ||
      bench.budget.trials() + watch.most > limits.allowed;
    if (isSpent) {
      step = parts.next('stop');
      continue;
    }
    const { notice, shows } = await without(bench, { change, watch, pieces: piecesOf(some) });
    for (const index of step.value) shown.set(index, shows);
    step = parts.next(notice);
  }
  const { dark, shown: visible, open } = step.value;
  const named = (indexes: readonly number[]): readonly Piece[] => piecesOf(indexes.map((index) => asked[index] ?? 0));
  return {
    parts: [
      ...dark.map((indexes) => ({ pieces: named(indexes), shows: [] })),
      ...visible.map((indexes) => ({ pieces: named(indexes), shows: shown.get(indexes[0] ?? 0) ?? [] })),
    ],
    open: open.length,
  };
}

async function without(
  bench: Bench,
  { change, watch, pieces }: { readonly change: Change; readonly watch: Watch; readonly pieces: readonly Piece[] },
): Promise<{ readonly notice: Notice; readonly shows: readonly string[] }> {
  const edits = takeBack(change, pieces, change.after);
  if (edits === undefined) return { notice: 'unknown', shows: [] };
  return watch.over(await openEdited(bench, change.after, edits));
}

function weight(piece: Piece | undefined): number {
  return piece === undefined ? 0 : weightOf(piece);
}

function spotsOf(change: Change, pieces: readonly Piece[]): ReturnType<typeof placesOf> {
  const edits = takeBack(change, pieces, change.after);
  return edits === undefined ? [] : placesOf(change.after, edits, change.texts);
}

function noticesOf(open: number, asked: number, more: number): readonly string[] {
  return [
    ...(open > 0 ? [`Whether an eval notices them was not tried for ${open} of ${asked} changed places.`] : []),
    ...(more > 0 ? [`${more} more changed places would be missed by no eval.`] : []),
  ];
}
