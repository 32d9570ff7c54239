import type { Belief } from '../compare/evidence-number.js';
import { FAIL_RATES } from '../compare/fail-rates.js';

/** Nothing is taken to be steadier: a machine has its moments too. */
const STEADIEST = 0.005;

/** Share of its runs that a case is believed to fail where it works. */
export function flakeOf({ weights }: Pick<Belief, 'weights'>): number {
  const mean = FAIL_RATES.reduce((sum, rate, index) => sum + rate * (weights[index] ?? 0), 0);
  return Math.max(STEADIEST, mean);
}
