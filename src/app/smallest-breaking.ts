import { closedUnder, needsOf } from '../core/diagnose/companions.js';
import { failuresNeeded } from '../core/diagnose/flake.js';
import type { Piece } from '../core/diagnose/piece.js';
import { isSameBreak } from '../core/diagnose/same-break.js';
import { smallest } from '../core/diagnose/smallest.js';
import type { Change } from '../core/diagnose/take-back.js';
import { withPieces } from '../core/diagnose/with-pieces.js';
import type { Bench } from './bench.js';
import { openEdited } from './edited-stage.js';
import { tryQuest, type Seen } from './quest.js';
import type { FoundBreak } from './search-culprits.js';

/** Runs that the search for lines is given; what it has then is the answer. */
const MOST_RUNS = 30;
/** A change of more pieces is searched by its files first. */
const MANY = 60;
/** Files of a change that is taken apart at all. */
const MOST_FILES = 500;

/** The smallest part of a change that still breaks a case as the whole does; undefined where none can be told. */
export async function smallestBreaking(
  bench: Bench,
  change: Change,
  broken: FoundBreak,
): Promise<readonly Piece[] | undefined> {
  const files = new Set(change.pieces.map(({ path }) => path));
  if (files.size === 0 || files.size > MOST_FILES) return undefined;
  const tries = new Tries(bench, change, broken);
  const byFile =
    change.pieces.length > MANY
      ? await searched(
          change,
          [...files].map((path) => piecesIn(change, path)),
          tries,
        )
      : change.pieces;
  const found = await searched(
    change,
    byFile.map((piece) => [piece]),
    tries,
  );
  const isSure =
    found.length === change.pieces.length || failuresNeeded(broken.flake) > 1 || (await tries.breaks(found));
  return isSure ? found : undefined;
}

function piecesIn({ pieces }: Change, path: string): readonly Piece[] {
  return pieces.filter((piece) => piece.path === path);
}

/** Delta debugging over groups of pieces; ends with what it has when its runs are spent. */
async function searched(
  { texts }: Change,
  groups: readonly (readonly Piece[])[],
  tries: Tries,
): Promise<readonly Piece[]> {
  const piecesOf = (some: readonly number[]): readonly Piece[] => some.flatMap((at) => groups[at] ?? []);
  const closed = groups.every(({ length }) => length === 1)
    ? closedUnder(needsOf(groups.flat(), texts))
    : (some: readonly number[]) => some;
  let known: readonly number[] = groups.map((_, at) => at);
  const search = smallest(known, closed);
  let step = search.next();
  while (step.done !== true && !tries.areSpent()) {
    const breaks = await tries.breaks(piecesOf(step.value));
    if (breaks) known = step.value;
    step = search.next(breaks);
  }
  return piecesOf(known);
}

/** Runs one case on parts of a change. */
class Tries {
  readonly #bench: Bench;
  readonly #change: Change;
  readonly #broken: FoundBreak;
  #runs = 0;

  constructor(bench: Bench, change: Change, broken: FoundBreak) {
    this.#bench = bench;
    this.#change = change;
    this.#broken = broken;
  }

  areSpent(): boolean {
    return this.#runs >= MOST_RUNS || this.#bench.world.signal.aborted;
  }

  /** Only that it breaks is tried again: that it works is seen once, if the break is an outright one. */
  async breaks(pieces: readonly Piece[]): Promise<boolean> {
    const { before, texts } = this.#change;
    const { unit, change, flake } = this.#broken;
    const stage = await openEdited(this.#bench, before, withPieces(before, texts, pieces));
    for (let time = 0; time < failuresNeeded(flake); time += 1) {
      this.#runs += 1;
      const seen = await tryQuest(this.#bench, { unit, cases: [change] }, stage);
      if (!this.#isBreak(seen.get(change.id))) return false;
    }
    return true;
  }

  #isBreak(seen: Seen | undefined): boolean {
    if (seen?.kind !== 'failed') return false;
    const { failure } = this.#broken;
    if (failure === undefined || seen.failure === undefined) return failure === seen.failure;
    return isSameBreak(failure, seen.failure);
  }
}
