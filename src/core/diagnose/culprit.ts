import type { Tally } from '../compare/change.js';
import { culpritChances, gains, suspicionOf, type Suspect } from './suspicion.js';

/** One broken case on its way to its culprit. */
export interface Searched extends Suspect {
  /** How often it was run at a commit and said nothing: it did not build, or could not be measured. */
  readonly silent: ReadonlyMap<number, number>;
}

export type Found =
  /** `exact`: the two are neighbours. `lastWorking`: the case passed there; -1 is base. */
  | { readonly kind: 'found'; readonly lastWorking: number; readonly firstBroken: number; readonly exact: boolean }
  /** More likely than not it fails now and then, and no commit did it. */
  | { readonly kind: 'nobody' };

/** Certainty at which a commit is named. */
const SURE = 0.99;
/** Runs that one case is given at most. */
const MOST_RUNS = 40;
/** A commit on which a case says nothing so often is passed over. */
const MOST_SILENT = 2;
/** Nats below which another run is not worth it. */
const LEAST_GAIN = 0.002;

/** The commit on which running all these cases tells most of their culprits; undefined when nothing is left to be told. */
export function nextProbe(cases: readonly Searched[]): number | undefined {
  const told = cases.filter((one) => !isSettled(one)).map(gainsOf);
  const commits = cases[0]?.commits ?? 0;
  const all = Array.from({ length: commits }, (_, commit) => told.reduce((sum, it) => sum + (it[commit] ?? 0), 0));
  const best = Math.max(...all);
  return best < LEAST_GAIN ? undefined : all.indexOf(best);
}

/** Whether more runs would add nothing to what is known of a case's culprit. */
export function isSettled(one: Searched): boolean {
  const [surest = 0] = [...culpritChances(suspicionOf(one))].sort((a, b) => b - a);
  return surest >= SURE || runsOf(one) >= MOST_RUNS || Math.max(...gainsOf(one)) < LEAST_GAIN;
}

/** The culprit, or the shortest run of commits that holds it with certainty, from the last one at which the case passed. */
export function foundIn(one: Searched): Found {
  const chances = culpritChances(suspicionOf(one));
  const none = chances[one.commits] ?? 0;
  if (none >= 0.5) return { kind: 'nobody' };
  const [from, firstBroken] = shortest(chances.slice(0, -1), SURE * (1 - none));
  const passed = [...one.seen].filter(([commit, tally]) => commit < from && tally.passed > 0).map(([commit]) => commit);
  const lastWorking = Math.max(-1, ...passed);
  return { kind: 'found', lastWorking, firstBroken, exact: firstBroken === lastWorking + 1 };
}

function gainsOf(one: Searched): readonly number[] {
  return gains(suspicionOf(one), one.flake).map((gain, commit) =>
    (one.silent.get(commit) ?? 0) >= MOST_SILENT ? 0 : gain,
  );
}

function runsOf({ seen }: Searched): number {
  return [...seen.values()].reduce((sum, { passed, failed }: Tally) => sum + passed + failed, 0);
}

/** First and last of the fewest neighbours whose chances reach a sum. */
function shortest(chances: readonly number[], wanted: number): readonly [number, number] {
  let best: readonly [number, number] = [0, chances.length - 1];
  for (let from = 0; from < chances.length; from += 1) {
    let sum = 0;
    for (let to = from; to < chances.length && to - from < best[1] - best[0]; to += 1) {
      sum += chances[to] ?? 0;
      if (sum >= wanted) best = [from, to];
    }
  }
  return best;
}
