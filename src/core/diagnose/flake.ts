import type { Belief } from '../compare/evidence-number.js';
import { FAIL_RATES } from '../compare/fail-rates.js';
import type { Flakes } from './suspicion.js';

/** Nothing is taken to be steadier: a machine has its moments too. */
const STEADIEST = 0.005;

/** Shares of its runs that a case may fail where it works, as it is believed to. */
export function flakesIn({ weights }: Pick<Belief, 'weights'>): Flakes {
  const all = FAIL_RATES.map((rate, index) => ({ rate: Math.max(STEADIEST, rate), share: weights[index] ?? 0 }));
  const rates = [...new Set(all.map(({ rate }) => rate))];
  const sharing = (wanted: number): number =>
    all.reduce((sum, { rate, share }) => (rate === wanted ? sum + share : sum), 0);
  return rates.map((rate) => ({ rate, share: sharing(rate) }));
}

/** The mean of these shares. */
export function flakeOf(flakes: Flakes): number {
  return flakes.reduce((sum, { rate, share }) => sum + rate * share, 0);
}

/** Chance that a case which works there is taken to be broken on a tree. */
const MISTAKEN = 0.001;
/** A case that fails so seldom is believed at its first failure: what rests on it is tried again at the end. */
const STEADY = 0.01;

/** Failures in a row that it takes to say that a case is broken on a tree. */
export function failuresNeeded(flake: number): number {
  return flake <= STEADY ? 1 : Math.ceil(Math.log(MISTAKEN) / Math.log(flake));
}
