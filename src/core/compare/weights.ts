import type { Tally } from './change.js';
import { FAIL_RATES } from './fail-rates.js';

/** Weights over FAIL_RATES after these runs were seen. */
export function weightsGiven({ passed, failed }: Tally, weights: readonly number[]): readonly number[] {
  return normalised(FAIL_RATES.map((rate, index) => (weights[index] ?? 0) * rate ** failed * (1 - rate) ** passed));
}

export function normalised(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights.map((one) => one / total);
}
