import type { Tally } from '../compare/change.js';
import { culpritChances, gains, suspicionOf, type Suspect } from './suspicion.js';

/** One broken case on its way to its culprit. */
export interface Searched extends Suspect {
  /** How often it was run at a commit and said nothing: it did not build, or could not be measured. */
  readonly silent: ReadonlyMap<number, number>;
  /** What was seen of it on base, which works. */
  readonly base: Tally;
  /** Taking back what the commit changed that was named did not mend it. */
  readonly doubted?: boolean;
}

export type Found =
  /** `exact`: the two are neighbours. `lastWorking`: the case passed there; -1 is base. */
  | { readonly kind: 'found'; readonly lastWorking: number; readonly firstBroken: number; readonly exact: boolean }
  /** More likely than not it fails now and then, and no commit did it. */
  | { readonly kind: 'nobody' };

/** Certainty at which a commit is named. */
const SURE = 0.99;
/**
 * Chance at most that a case which works at a commit fails there as often in a row as it takes to name it: as long as it never failed where
 * it works, once it did, and where the answer is in doubt.
 */
const MISTAKEN = { steady: 0.05, flaky: 0.001, doubted: 0.0001 } as const;
/** What fails more often than that was not said to work. */
const FLAKIEST = 0.35;
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
  return runsOf(one) >= MOST_RUNS || Math.max(...gainsOf(one)) < LEAST_GAIN;
}

/** The culprit, or the shortest run of commits that holds it with certainty, from the last one at which the case passed. */
export function foundIn(one: Searched): Found {
  const chances = culpritChances(suspicionOf(one));
  const none = chances[one.commits] ?? 0;
  if (none >= 0.5) return { kind: 'nobody' };
  const [from, to] = shortest(chances.slice(0, -1), SURE * (1 - none));
  const firstBroken = confirmedFrom(one, to);
  const passed = [...one.seen].filter(([commit, tally]) => commit < from && tally.passed > 0).map(([commit]) => commit);
  const lastWorking = Math.max(-1, ...passed);
  return { kind: 'found', lastWorking, firstBroken, exact: firstBroken === lastWorking + 1 };
}

/** The first commit from this one on at which it is no chance that the case fails; head is one. */
function confirmedFrom(one: Searched, commit: number): number {
  return isConfirmed(one, commit) ? commit : confirmedFrom(one, commit + 1);
}

/** Nothing is worth more than to see the commit that is about to be named fail as often as it takes. */
function gainsOf(one: Searched): readonly number[] {
  const suspicion = suspicionOf(one);
  const chances = culpritChances(suspicion);
  const surest = Math.max(...chances);
  const named = chances.indexOf(surest);
  const found = gains(suspicion, one.flakes).map((gain, commit) => {
    if (surest < SURE) return gain;
    return commit === named && !isConfirmed(one, commit) ? 1 : 0;
  });
  return found.map((gain, commit) => ((one.silent.get(commit) ?? 0) >= MOST_SILENT ? 0 : gain));
}

/**
 * Whether a case failed at a commit more often than it would by chance, by nothing but its own runs where it works: on base and before that
 * commit, every fail rate being as likely as any other. What is believed of it beforehand, from other cases, may be wrong of this one.
 * Of head the verdict knows.
 */
function isConfirmed({ commits, base, seen, doubted = false }: Searched, commit: number): boolean {
  if (commit >= commits - 1) return true;
  const before = [...seen].filter(([at]) => at < commit).map(([, tally]) => tally);
  const failed = sum([base, ...before].map((one) => one.failed));
  const all = failed + sum([base, ...before].map((one) => one.passed));
  const { failed: here } = seen.get(commit) ?? { failed: 0 };
  const chances = Array.from({ length: here }, (_, at) => Math.min(FLAKIEST, (1 + failed + at) / (2 + all + at)));
  return (
    chances.reduce((product, chance) => product * chance, 1) <=
    MISTAKEN[doubted ? 'doubted' : failed > 0 ? 'flaky' : 'steady']
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
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
