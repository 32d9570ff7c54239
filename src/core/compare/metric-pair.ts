import type { Metric } from '../evals/metric.js';

/** One trial of each side, run one right after the other. */
export interface Pair {
  readonly base: number;
  readonly head: number;
}

/**
 * How much worse head is in a pair; below 0 it is better. For an amount the difference itself; for a share the difference over the
 * mean of both, which is the same either way round, bounded by 2, and knows what to do with a zero.
 */
export function worseningOf({ base, head }: Pair, { better, allow }: Metric): number {
  const worse = better === 'lower' ? head - base : base - head;
  if (allow.kind === 'amount') return worse;
  const size = (Math.abs(base) + Math.abs(head)) / 2;
  return size === 0 ? 0 : worse / size;
}

/** The worsening from which on a metric is worse than it may be, by the same measure. */
export function toleranceOf({ better, allow }: Metric): number {
  if (allow.kind === 'amount') return allow.amount;
  const { share } = allow;
  return better === 'lower' ? share / (1 + share / 2) : share / (1 - share / 2);
}

/** Whether head is worse than it may be, for numbers that are the same every time. */
export function isOver({ base, head }: Pair, { better, allow }: Metric): boolean {
  const worse = better === 'lower' ? head - base : base - head;
  const allowed = allow.kind === 'amount' ? allow.amount : allow.share * Math.abs(base);
  return worse > allowed + ROUNDING * Math.max(Math.abs(base), Math.abs(head));
}

/** Share of a number that adding and multiplying may get wrong. */
const ROUNDING = 1e-12;

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
}
