import { barOf, reachedBar, type Court } from './e-bh.js';
import { isNoisy, numbersOf, pairsOf, whyNone, type MetricEvidence } from './metric-evidence.js';
import { isOver, medianOf, toleranceOf, worseningOf, type Pair } from './metric-pair.js';
import { pairEvidence } from './pair-evidence.js';

/** What the numbers of a metric say. */
export type MetricFinding =
  'broke' | 'suspect' | 'flaky' | 'still-passes' | 'better' | 'added' | 'unmeasured' | 'no-trial';

export type MetricDecision =
  | { readonly kind: 'decided'; readonly finding: MetricFinding; readonly note?: string }
  /** So many more pairs of trials are wanted. */
  | { readonly kind: 'in-doubt'; readonly pairs: number };

export interface OpenMetric {
  readonly evidence: MetricEvidence;
  /** Pairs of trials that may still be run. */
  readonly pairs: number;
}

/** Pairs between two looks. */
const BATCH = 3;
/** Pairs before a difference that is small is called none. */
const ENOUGH = 3;
/** A doubt stays open at the cap from this part of the bar on. */
const SUSPECT = 40;
/** Pairs that are tried for one with a number on both sides. */
const TRIES = 3;

/** One look at all open metrics together, by the bar that all cases of the pull request share. */
export function decideMetrics(open: readonly OpenMetric[], court: Court): readonly MetricDecision[] {
  const weighed = open.map(({ evidence }) => (isNoisy(evidence) ? weigh(evidence) : undefined));
  const large = weighed.flatMap((it) => (it?.isLarge === true ? [it.evidence] : []));
  const reached = reachedBar(large, court);
  const said = large.filter((evidence) => evidence >= reached).length;
  const bar = barOf({ ...court, broken: court.broken + said });
  return open.map((one, index) => {
    const it = weighed[index];
    const pairs = pairsOf(one.evidence);
    if (pairs.length === 0) return withoutPairs(one);
    if (it === undefined) return decideExact(one, pairs);
    return it.isLarge && it.evidence >= reached ? decided('broke') : decideNoisy(one, it, bar);
  });
}

interface Weighed {
  readonly worsenings: readonly number[];
  readonly median: number;
  readonly tolerance: number;
  readonly evidence: number;
  /** Worse by more than it may be: evidence alone would also call a difference that nobody minds. */
  readonly isLarge: boolean;
}

function weigh(evidence: MetricEvidence): Weighed {
  const worsenings = pairsOf(evidence).map((pair) => worseningOf(pair, evidence.metric));
  const median = medianOf(worsenings);
  const tolerance = toleranceOf(evidence.metric);
  const isLarge = worsenings.length > 1 && median >= tolerance && median > 0;
  return { worsenings, median, tolerance, evidence: pairEvidence(worsenings), isLarge };
}

/** The same number every time: head's first one decides, once a second trial of each side says the same. */
function decideExact({ evidence, pairs: left }: OpenMetric, pairs: readonly Pair[]): MetricDecision {
  const [first] = pairs;
  if (first === undefined || !isOver(first, evidence.metric)) {
    return decided(first !== undefined && worseningOf(first, evidence.metric) < 0 ? 'better' : 'still-passes');
  }
  if (pairs.length > 1) return decided('broke');
  return left > 0 ? { kind: 'in-doubt', pairs: 1 } : decided('suspect', 'no trial was left to confirm it');
}

function decideNoisy({ pairs: left }: OpenMetric, it: Weighed, bar: number): MetricDecision {
  const { worsenings, median, tolerance, evidence } = it;
  if (isSmall(it)) return decided(isBetter(it) ? 'better' : 'still-passes');
  if (left > 0) return { kind: 'in-doubt', pairs: Math.min(left, Math.max(BATCH - worsenings.length, BATCH - 1)) };
  if (median < tolerance) return decided('still-passes');
  return decided(evidence >= bar / SUSPECT || worsenings.length < ENOUGH ? 'suspect' : 'flaky');
}

/** A first pair in which both are alike is enough; one that looks better may only have met a busy moment on base. */
function isSmall({ worsenings, median, tolerance }: Weighed): boolean {
  if (worsenings.length === 1) return Math.abs(median) < tolerance / 2;
  return worsenings.length >= ENOUGH && median < tolerance / 2;
}

function isBetter({ worsenings, median, tolerance }: Weighed): boolean {
  return worsenings.length >= ENOUGH && median <= -tolerance && worsenings.every((it) => it < 0);
}

/** A number that only one side has, or none: a trial that failed may come with one the next time. */
function withoutPairs({ evidence, pairs: left }: OpenMetric): MetricDecision {
  const [onBase, onHead] = [whyNone(evidence, 'base'), whyNone(evidence, 'head')];
  if (onHead !== undefined) return decided('unmeasured', onHead);
  if (onBase !== undefined) {
    return numbersOf(evidence, 'head').length > 0 ? decided('added', onBase) : decided('unmeasured', onBase);
  }
  const tried = Math.max(evidence.readings.base.size, evidence.readings.head.size);
  return left > 0 && tried > 0 && tried < TRIES ? { kind: 'in-doubt', pairs: 1 } : decided('no-trial');
}

function decided(finding: MetricFinding, note?: string): MetricDecision {
  return { kind: 'decided', finding, ...(note !== undefined && { note }) };
}
