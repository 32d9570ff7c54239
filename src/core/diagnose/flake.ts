import type { Belief } from '../compare/evidence-number.js';
import { FAIL_RATES } from '../compare/fail-rates.js';

/** Nothing is taken to be steadier: a machine has its moments too. */
const STEADIEST = 0.005;

/** Share of its runs that a case is believed to fail where it works. */
export function flakeOf({ weights }: Pick<Belief, 'weights'>): number {
  const mean = FAIL_RATES.reduce((sum, rate, index) => sum + rate * (weights[index] ?? 0), 0);
  return Math.max(STEADIEST, mean);
}

/** Chance that a case which works there is taken to be broken on a tree. */
const MISTAKEN = 0.001;
/** A case that fails so seldom is believed at its first failure: what rests on it is tried again at the end. */
const STEADY = 0.01;

/** Failures in a row that it takes to say that a case is broken on a tree. */
export function failuresNeeded(flake: number): number {
  return flake <= STEADY ? 1 : Math.ceil(Math.log(MISTAKEN) / Math.log(flake));
}
