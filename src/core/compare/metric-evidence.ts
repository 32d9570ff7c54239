import type { Metric } from '../evals/metric.js';
import type { Reading } from '../grade/read-number.js';
import type { Side } from '../run/trial.js';
import type { Pair } from './metric-pair.js';

/** What all trials of both sides said of one metric of one case, by the index of the trial. */
export interface MetricEvidence {
  /** `EVAL/CASE:METRIC`. */
  readonly id: string;
  readonly eval: string;
  /** `CASE:METRIC`. */
  readonly name: string;
  readonly metric: Metric;
  readonly readings: Readonly<Record<Side, ReadonlyMap<number, Reading>>>;
}

/** Trials of both sides that ran beside each other and both came with a number, in their order. */
export function pairsOf({ readings }: MetricEvidence): readonly Pair[] {
  return [...readings.base]
    .sort(([one], [other]) => one - other)
    .flatMap(([index, base]): readonly Pair[] => {
      const head = readings.head.get(index);
      return base.kind === 'number' && head?.kind === 'number' ? [{ base: base.value, head: head.value }] : [];
    });
}

/** All numbers of a side, in their order. */
export function numbersOf({ readings }: MetricEvidence, side: Side): readonly number[] {
  return [...readings[side]]
    .sort(([one], [other]) => one - other)
    .flatMap(([, reading]) => (reading.kind === 'number' ? [reading.value] : []));
}

/** Why a side has no number although its trial was good; undefined where none says so. */
export function whyNone({ readings }: MetricEvidence, side: Side): string | undefined {
  return [...readings[side].values()].flatMap((reading) => (reading.kind === 'none' ? [reading.why] : []))[0];
}

/** A number that differs between two trials of one side is decided over pairs, whatever its eval says. */
export function isNoisy(one: MetricEvidence): boolean {
  const differs = (side: Side): boolean => new Set(numbersOf(one, side)).size > 1;
  return one.metric.noisy || differs('base') || differs('head');
}
