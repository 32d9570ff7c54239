import type { When } from '../evals/eval.js';
import type { Metric } from '../evals/metric.js';
import type { CaseChange, ChangeKind, MetricComparison } from './change.js';
import type { MetricFinding } from './decide-metric.js';
import type { Finding } from './finding.js';
import { numbersOf, pairsOf, type MetricEvidence, isNoisy } from './metric-evidence.js';
import { medianOf, worseningOf } from './metric-pair.js';
import { allowedWords, comparedWords } from './metric-words.js';

/** A metric on which the last word is said. */
export interface SettledMetric {
  readonly evidence: MetricEvidence;
  readonly finding: MetricFinding;
  readonly note?: string;
  /** What became of the case whose trials the numbers come from. */
  readonly ofCase: Finding;
}

/** A decided metric as a change, with its gate and with why in words. */
export function metricChange(settled: SettledMetric, when: When): CaseChange {
  const { evidence, note } = settled;
  const kind = KINDS[settled.finding] ?? withoutTrial(settled.ofCase);
  const metric = comparisonOf(settled);
  const words = `${comparedWords(metric)}${kind === 'broke' || kind === 'suspect' ? `; ${metric.allowed} is allowed` : ''}`;
  return {
    id: evidence.id,
    eval: evidence.eval,
    name: evidence.name,
    kind,
    gate: gateOf(kind, when),
    why: settled.finding === 'no-trial' ? NO_TRIAL : `${words}${note === undefined ? '' : `; ${note}`}`,
    because: kind === 'broke' || kind === 'suspect' ? [{ target: metric.name, summary: words }] : [],
    base: { passed: numbersOf(evidence, 'base').length, failed: 0 },
    head: { passed: numbersOf(evidence, 'head').length, failed: 0 },
    metric,
    ...(kind === 'blocked' && { blockedBy: evidence.eval }),
  };
}

const NO_TRIAL = 'a trial that fails gives no number';

const KINDS: Readonly<Record<MetricFinding, ChangeKind | undefined>> = {
  broke: 'broke',
  suspect: 'suspect',
  flaky: 'flaky',
  'still-passes': 'still-passes',
  better: 'still-passes',
  added: 'added',
  unmeasured: 'unmeasured',
  'no-trial': undefined,
};

/** Its case fails on one side or on both, and that is told there. */
function withoutTrial(ofCase: Finding): ChangeKind {
  if (ofCase === 'fixed') return 'added';
  if (ofCase === 'still-fails' || ofCase === 'flaky') return 'still-fails';
  return ['broke', 'changed', 'rewritten', 'suspect', 'removed'].includes(ofCase) ? 'blocked' : 'unmeasured';
}

function gateOf(kind: ChangeKind, when: When): CaseChange['gate'] {
  if (kind === 'broke') return when.broke;
  return kind === 'suspect' || kind === 'unmeasured' ? when.unclear : 'none';
}

function comparisonOf({ evidence, finding }: SettledMetric): MetricComparison {
  const { metric } = evidence;
  const unit = unitOf(metric);
  const pairs = pairsOf(evidence);
  const [base, head] = [numbersOf(evidence, 'base'), numbersOf(evidence, 'head')];
  return {
    name: metric.name,
    better: metric.better,
    unit,
    allowed: allowedWords(metric, unit),
    noisy: isNoisy(evidence),
    ...(base.length > 0 && { base: medianOf(base) }),
    ...(head.length > 0 && { head: medianOf(head) }),
    pairs: pairs.length,
    worse: pairs.filter((pair) => worseningOf(pair, metric) > 0).length,
    ...(finding === 'better' && { improved: true }),
  };
}

function unitOf({ from, unit }: Metric): string {
  if (from.kind === 'duration' || from.kind === 'cpu') return 's';
  return from.kind === 'peak-memory' || (from.kind === 'file' && from.at.kind === 'size') ? 'bytes' : unit;
}
