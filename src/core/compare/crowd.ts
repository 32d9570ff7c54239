import type { Evidence, Tally } from './change.js';
import { tallyOf } from './evidence.js';
import { FAIL_RATES, PROFILES, type Measured } from './fail-rates.js';
import { normalised, weightsGiven } from './weights.js';

/** What the other cases of a run say about how flaky they all are (empirical Bayes). */
export interface Crowd {
  /** How common each of FAIL_RATES is among them. */
  readonly weights: readonly number[];
  /** Their runs in this pull request. */
  readonly runs: number;
}

/** The built-in weights count as much as so many cases. */
const PRIOR_CASES = 50;
const STEPS = 20;

/** For each case of a run, what all others say: its own runs are taken out, because they are weighed by themselves. */
export function crowdsOf(cases: readonly Evidence[], measured: Measured): (one: Evidence) => Crowd {
  const prior = PROFILES[measured].weights;
  const groups = groupsOf(cases);
  let weights = prior;
  for (let step = 0; step < STEPS; step += 1) {
    const total = totalsOf(groups, prior, weights);
    weights = normalised(total);
  }
  const totals = totalsOf(groups, prior, weights);
  const runs = groups.reduce((sum, { tally, cases }) => sum + cases * count(tally), 0);
  return (one) => {
    const own = sound(one);
    if (count(own) === 0) return { weights, runs };
    const share = weightsGiven(own, weights);
    return { weights: normalised(totals.map((it, index) => it - (share[index] ?? 0))), runs: runs - count(own) };
  };
}

interface Group {
  readonly tally: Tally;
  readonly cases: number;
}

/** Most cases have the same few runs: what they say is worked out once. */
function groupsOf(cases: readonly Evidence[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of cases) {
    const tally = sound(one);
    if (count(tally) === 0) continue;
    const key = `${tally.passed} ${tally.failed}`;
    groups.set(key, { tally, cases: (groups.get(key)?.cases ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** Runs that tell of flakiness whether or not the change broke the case: base's, and head's where it has passed. */
function sound({ base, head }: Evidence): Tally {
  const onBase = tallyOf(base);
  const onHead = tallyOf(head);
  if (onHead.passed === 0) return onBase;
  return { passed: onBase.passed + onHead.passed, failed: onBase.failed + onHead.failed };
}

function totalsOf(groups: readonly Group[], prior: readonly number[], weights: readonly number[]): readonly number[] {
  const said = groups.map(({ tally, cases }) => weightsGiven(tally, weights).map((share) => share * cases));
  return FAIL_RATES.map((_, index) =>
    said.reduce((sum, one) => sum + (one[index] ?? 0), PRIOR_CASES * (prior[index] ?? 0)),
  );
}

function count({ passed, failed }: Tally): number {
  return passed + failed;
}
