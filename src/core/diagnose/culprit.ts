import type { Tally } from '../compare/change.js';

/** What probing says next of one broken case. Commits count from 0, oldest first; -1 is base. */
export type Search =
  | { readonly kind: 'probe'; readonly commit: number }
  /** `exact`: the two are neighbours, and each was seen twice without a contradiction. */
  | { readonly kind: 'found'; readonly lastWorking: number; readonly firstBroken: number; readonly exact: boolean };

/** What was seen of a case at one commit; a probe that could not be measured counts as tried alone. */
export interface Probed extends Tally {
  readonly tried: number;
}

/** How often a neighbour of the break has to be seen, as the verdict has seen base and head. */
const CONFIRMED = 2;
/** How often it is tried at most for that. */
const MOST_TRIES = 4;

/**
 * Bisection over the pull request's commits, between base, which works, and the last commit, which does not. A commit that could
 * not be measured, or that does both, is passed over; `hints` are tried first where they help: breaks mostly share their commit.
 */
export function nextProbe(seen: ReadonlyMap<number, Probed>, commits: number, hints: readonly number[] = []): Search {
  const last = commits - 1;
  const isBroken = (index: number): boolean => index === last || stateOf(seen.get(index)) === 'broken';
  const works = (index: number): boolean => index === -1 || stateOf(seen.get(index)) === 'works';
  const firstBroken = range(0, last).find(isBroken) ?? last;
  const lastWorking = range(-1, firstBroken - 1).findLast(works) ?? -1;
  const between = range(lastWorking + 1, firstBroken - 1).filter((index) => !seen.has(index));
  const probe = between.find((index) => hints.includes(index)) ?? between[Math.floor((between.length - 1) / 2)];
  if (probe !== undefined) return { kind: 'probe', commit: probe };

  const unsure = [lastWorking, firstBroken].filter(
    (index) => index !== -1 && index !== last && !isConfirmed(seen.get(index)),
  );
  const again = unsure.find((index) => (seen.get(index)?.tried ?? 0) < MOST_TRIES);
  if (again !== undefined) return { kind: 'probe', commit: again };
  return { kind: 'found', lastWorking, firstBroken, exact: unsure.length === 0 && firstBroken === lastWorking + 1 };
}

function stateOf(tally: Tally | undefined): 'works' | 'broken' | 'unknown' {
  if (tally === undefined || (tally.passed > 0 && tally.failed > 0)) return 'unknown';
  if (tally.passed > 0) return 'works';
  return tally.failed > 0 ? 'broken' : 'unknown';
}

function isConfirmed(probed: Probed | undefined): boolean {
  return probed !== undefined && probed.passed + probed.failed >= CONFIRMED;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
