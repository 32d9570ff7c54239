import type { Tally } from '../../src/core/compare/change.js';
import { foundIn, isSettled, nextProbe, type Found, type Searched } from '../../src/core/diagnose/culprit.js';
import type { Random } from '../verdict/random.js';

/** A simulated pull request with one commit that breaks one case. */
export interface History {
  readonly commits: number;
  readonly culprit: number;
  /** True when a run at a commit fails. */
  readonly run: (commit: number) => boolean;
}

export interface Answer {
  readonly runs: number;
  /** Undefined where it leaves the commit open, and the culprit is one of those that it names. */
  readonly culprit: number | undefined;
}

export interface Setting {
  readonly commits: number;
  /** Share of runs that fail without a reason. */
  readonly flake: number;
  /** Share of runs that fail because of the break. */
  readonly breaks: number;
}

/** Failures of head on which the verdict rests: it ran until it had seen as many, and saw what passed meanwhile. */
const HEAD_FAILURES = 3;
const STEADIEST = 0.005;
/** Runs of the case on base that it knows of. */
const RECORD = 100;

export function historyOf({ commits, flake, breaks }: Setting, random: Random): History {
  const culprit = Math.floor(random() * commits);
  return {
    commits,
    culprit,
    run: (commit) => random() < (commit >= culprit ? Math.max(flake, breaks) : flake),
  };
}

/** The product's own search (`core/diagnose`), with runs that are drawn instead of made; it knows the flake rate from the record. */
export function formative(history: History, { flake }: Setting): Answer {
  const seen = new Map<number, Tally>([[history.commits - 1, verdictOn(history)]]);
  const flakes = [{ rate: Math.max(STEADIEST, flake), share: 1 }];
  const base = { passed: RECORD * (1 - flake), failed: RECORD * flake };
  const search: Searched = { commits: history.commits, flakes, base, seen, silent: new Map() };
  for (let runs = 0; ; runs += 1) {
    const commit = isSettled(search) ? undefined : nextProbe([search]);
    if (commit === undefined) {
      const found = foundIn(search);
      return { runs, culprit: namedBy(found, history) };
    }
    const { passed, failed } = seen.get(commit) ?? { passed: 0, failed: 0 };
    const fails = history.run(commit);
    seen.set(commit, { passed: passed + (fails ? 0 : 1), failed: failed + (fails ? 1 : 0) });
  }
}

/** A span that does not hold the culprit is as wrong as another commit. */
function namedBy(found: Found, { culprit }: History): number | undefined {
  if (found.kind === 'nobody') return undefined;
  const isIn = found.lastWorking < culprit && culprit <= found.firstBroken;
  return found.exact || !isIn ? found.firstBroken : undefined;
}

function verdictOn({ commits, run }: History): Tally {
  let [passed, failed] = [0, 0];
  while (failed < HEAD_FAILURES) {
    if (run(commits - 1)) failed += 1;
    else passed += 1;
  }
  return { passed, failed };
}

/** `git bisect run` with a script that fails when the case fails so many times in a row. */
export function gitBisect(tries: number): (history: History) => Answer {
  return ({ commits, run }) => {
    let [good, bad, runs] = [-1, commits - 1, 0];
    while (bad - good > 1) {
      const middle = Math.floor((good + bad) / 2);
      let fails = true;
      for (let time = 0; time < tries && fails; time += 1) {
        runs += 1;
        fails = run(middle);
      }
      if (fails) bad = middle;
      else good = middle;
    }
    return { runs, culprit: bad };
  };
}
