import type { Tally } from './change.js';
import { FAIL_RATES } from './fail-rates.js';

export interface BothSides {
  readonly base: Tally;
  readonly head: Tally;
}

/** What is believed of a case's fail rate before this pull request's trials. */
export interface Belief {
  /** Over FAIL_RATES; sums to 1. */
  readonly weights: readonly number[];
  /** Share given to "any rate now, on both sides", 0 to 1. */
  readonly distrust: number;
}

/**
 * E: how much better "head broke it" explains these trials than "it fails as often on both sides". Under the latter, and averaged
 * over the belief, the chance that E ever reaches a bar b is at most 1/b, however often one looks.
 */
export function evidenceNumber(seen: BothSides, belief: Belief): number {
  return likelihoodIfBroken(seen, belief) / likelihoodIfSame(seen, belief);
}

/** Rates of "any rate now": a flat grid. */
const ANY_RATE = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

function likelihoodIfSame({ base, head }: BothSides, { weights, distrust }: Belief): number {
  const both = { passed: base.passed + head.passed, failed: base.failed + head.failed };
  const known = sum(FAIL_RATES.map((rate, index) => (weights[index] ?? 0) * chanceOf(both, rate)));
  const any = sum(ANY_RATE.map((rate) => chanceOf(both, rate))) / ANY_RATE.length;
  return (1 - distrust) * known + distrust * any;
}

/** A break that nearly always fails, or one that fails now and then. */
const OUTRIGHT = { share: 0.7, rate: 0.995 } as const;
const PARTIAL_RATES = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** A break fails at least so much more often than base does. */
const LEAST_RISE = 0.15;

export function likelihoodIfBroken({ base, head }: BothSides, { weights }: Belief): number {
  const outright = OUTRIGHT.share * chanceOf(head, OUTRIGHT.rate);
  return sum(
    FAIL_RATES.map((rate, index) => {
      const partial = PARTIAL_RATES.filter((other) => other >= rate + LEAST_RISE - 1e-9).map((it) =>
        chanceOf(head, it),
      );
      const now = partial.length === 0 ? 0 : sum(partial) / partial.length;
      return (weights[index] ?? 0) * chanceOf(base, rate) * (outright + (1 - OUTRIGHT.share) * now);
    }),
  );
}

function chanceOf({ passed, failed }: Tally, rate: number): number {
  return rate ** failed * (1 - rate) ** passed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
