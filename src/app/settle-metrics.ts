import type { CaseChange } from '../core/compare/change.js';
import { decideMetrics, type MetricDecision } from '../core/compare/decide-metric.js';
import type { Finding } from '../core/compare/finding.js';
import { metricChange, type SettledMetric } from '../core/compare/metric-change.js';
import { isNoisy, type MetricEvidence } from '../core/compare/metric-evidence.js';
import type { Metric } from '../core/evals/metric.js';
import { metricId, metricsOf, type Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import { comparedOf, type Hearing, type Settled } from './hearing.js';
import { measure } from './measure.js';

/** A case with the metrics that its trials come with. */
interface Measured {
  readonly unit: Unit;
  readonly finding: Finding;
}

/**
 * Decides the numbers of these cases, once what they pass and fail is decided: in rounds, by more pairs of trials. A pair runs alone
 * on the machine, one side right after the other, and the side that goes first takes turns.
 */
export async function settleMetrics(
  bench: Bench,
  units: readonly Unit[],
  { hearing, settled }: { readonly hearing: Hearing; readonly settled: readonly Settled[] },
): Promise<readonly CaseChange[]> {
  const findings = new Map(settled.map(({ evidence, finding }) => [evidence.id, finding]));
  const measured = units
    .filter((unit) => metricsOf(unit).length > 0)
    .map((unit) => ({ unit, finding: findings.get(unit.id) ?? 'unmeasured' }));
  for (;;) {
    const open = openMetrics(bench, measured).filter(({ evidence }) => !hearing.saidMetrics.has(evidence.id));
    const decisions = look(bench, hearing, open);
    const wanted = wantedPairs(open, decisions);
    if (wanted.size === 0 || bench.world.signal.aborted) return lastWords(bench, measured, hearing);
    for (const [unit, pairs] of wanted) await runPairs(bench, unit, pairs);
  }
}

interface Open extends Measured {
  readonly evidence: MetricEvidence;
  readonly pairs: number;
}

function openMetrics(bench: Bench, measured: readonly Measured[]): readonly Open[] {
  return measured.flatMap(({ unit, finding }) => {
    const pairs = GOOD.includes(finding) ? pairsLeft(bench, unit) : 0;
    return metricsOf(unit).map((metric) => ({ unit, finding, evidence: evidenceOf(bench, unit, metric), pairs }));
  });
}

/** Findings of a case whose trials come with numbers. */
const GOOD: readonly Finding[] = ['still-passes', 'passes', 'flaky', 'changed', 'rewritten', 'suspect'];

function pairsLeft({ ledger }: Bench, { id, eval: { trials, reruns } }: Unit): number {
  const left = 2 * trials + reruns - ledger.trials(id, 'base') - ledger.trials(id, 'head');
  return Math.max(0, Math.floor(left / 2));
}

function evidenceOf({ ledger }: Bench, unit: Unit, metric: Metric): MetricEvidence {
  const on = (side: 'base' | 'head'): MetricEvidence['readings']['base'] => ledger.readings(unit.id, side, metric.name);
  const id = metricId(unit, metric);
  const name = id.slice(unit.eval.id.length + 1);
  return { id, eval: unit.eval.id, name, metric, readings: { base: on('base'), head: on('head') } };
}

function look(bench: Bench, hearing: Hearing, open: readonly Open[]): readonly MetricDecision[] {
  const turned = open.filter(({ evidence }) => !evidence.metric.noisy && isNoisy(evidence)).length;
  const court = {
    compared: comparedOf(bench, hearing) + turned,
    broken: hearing.said.size + hearing.saidMetrics.size,
    errorRate: hearing.errorRate,
  };
  const decisions = decideMetrics(open, court);
  decisions.forEach((decision, index) => {
    const one = open[index];
    if (one === undefined || decision.kind !== 'decided' || decision.finding !== 'broke') return;
    hearing.saidMetrics.set(one.evidence.id, settledOf(one, decision));
  });
  return decisions;
}

function settledOf({ evidence, finding: ofCase }: Open, decision: MetricDecision): SettledMetric {
  if (decision.kind !== 'decided') return { evidence, finding: 'suspect', ofCase };
  const { finding, note } = decision;
  return { evidence, finding, ofCase, ...(note !== undefined && { note }) };
}

function wantedPairs(open: readonly Open[], decisions: readonly MetricDecision[]): ReadonlyMap<Unit, number> {
  const wanted = new Map<Unit, number>();
  decisions.forEach((decision, index) => {
    const unit = open[index]?.unit;
    if (unit === undefined || decision.kind === 'decided') return;
    wanted.set(unit, Math.max(wanted.get(unit) ?? 0, decision.pairs));
  });
  return wanted;
}

async function runPairs(bench: Bench, unit: Unit, pairs: number): Promise<void> {
  const { ledger, stages } = bench;
  const start = Math.max(ledger.nextIndex(unit.id, 'base'), ledger.nextIndex(unit.id, 'head'));
  for (let index = start; index < start + pairs; index += 1) {
    const order = index % 2 === 0 ? [stages.base, stages.head] : [stages.head, stages.base];
    for (const stage of order) await measure(bench, { unit, stage, index });
  }
}

/** What the numbers say without another trial. */
function lastWords(bench: Bench, measured: readonly Measured[], hearing: Hearing): readonly CaseChange[] {
  const all = openMetrics(bench, measured).map((one) => ({ ...one, pairs: 0 }));
  const undecided = all.filter(({ evidence }) => !hearing.saidMetrics.has(evidence.id));
  const decisions = look(bench, hearing, undecided);
  const decided = new Map(undecided.map((one, index) => [one, decisions[index]]));
  return all.map((one) => {
    const said = hearing.saidMetrics.get(one.evidence.id);
    const decision = decided.get(one) ?? { kind: 'in-doubt', pairs: 0 };
    return metricChange(said ?? settledOf(one, decision), one.unit.eval.when);
  });
}
