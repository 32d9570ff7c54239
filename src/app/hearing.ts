import type { Evidence, Tally } from '../core/compare/change.js';
import { crowdsOf, type Crowd } from '../core/compare/crowd.js';
import { decideRound } from '../core/compare/decide-round.js';
import { tallyOf } from '../core/compare/evidence.js';
import { ENOUGH_TOGETHER, SHARE_TOGETHER } from '../core/compare/fell-together.js';
import type { Measured } from '../core/compare/fail-rates.js';
import { runsOf, type Decision, type Finding } from '../core/compare/finding.js';
import type { SettledMetric } from '../core/compare/metric-change.js';
import type { Plan } from '../core/plan/plan.js';
import { judgeOf, metricsOf, type Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import { NO_MEMORY, type Memory } from './remember.js';

/** A case on which the last word is said. */
export interface Settled {
  readonly evidence: Evidence;
  readonly finding: Finding;
  /** What the counts alone do not tell. */
  readonly note?: string;
}

/** What all decisions of one run share. */
export interface Hearing {
  /** Evals whose cases are compared. */
  readonly evals: readonly string[];
  /** Cases in which a language model has a say, by id. */
  readonly graded: ReadonlySet<string>;
  readonly errorRate: number;
  /** Passes and failures of base's earlier runs of a case. */
  readonly recordOf: (one: Pick<Evidence, 'id' | 'eval'>) => Tally;
  /** Where these runs were made: `main`. */
  readonly branch: string;
  /** Breaks that were said, by case: they are not looked at again, or their evidence would be the best of many looks. */
  readonly said: Map<string, Settled>;
  /** The same of metrics. */
  readonly saidMetrics: Map<string, SettledMetric>;
  /** Metrics that are decided over pairs: they share the cases' bar. */
  readonly noisy: number;
}

export function openHearing(plan: Plan, errorRate: number, memory: Memory = NO_MEMORY): Hearing {
  const evals = [...new Set(plan.units.map((unit) => unit.eval.id))];
  const recordOf: Hearing['recordOf'] = (one) => {
    const key = memory.keyOf(one.id, one.eval);
    return memory.recordOf(key);
  };
  const graded = new Set(plan.units.flatMap((unit) => (judgeOf(unit) === undefined ? [] : unit.id)));
  const noisy = plan.units.flatMap(metricsOf).filter((metric) => metric.noisy).length;
  // The rest is kept for what judged cases say together.
  const share = graded.size >= ENOUGH_TOGETHER ? 1 - SHARE_TOGETHER : 1;
  const said = { said: new Map(), saidMetrics: new Map() };
  return { evals, graded, noisy, errorRate: share * errorRate, recordOf, branch: memory.branch, ...said };
}

/** A case of these units that is not decided for good, with the reruns that its unit has left. */
export interface Open {
  readonly unit: Unit;
  readonly evidence: Evidence;
  readonly reruns: number;
}

/** One look at these cases, beside all others of the run; breaks that it finds are said from then on. */
export function look(bench: Bench, hearing: Hearing, open: readonly Open[]): readonly Decision[] {
  const all = hearing.evals.flatMap((id) => bench.ledger.evidence(id));
  const compared = comparedOf(bench, hearing);
  const crowdFor = crowdsIn(all, hearing);
  const cases = open.map(({ unit, evidence, reruns }) => ({
    evidence,
    record: hearing.recordOf(evidence),
    measured: measuredOf(unit),
    trials: unit.eval.trials,
    reruns,
  }));
  const court = { compared, broken: hearing.said.size + hearing.saidMetrics.size, errorRate: hearing.errorRate };
  const decisions = decideRound(cases, court, ({ evidence, measured }) => crowdFor(measured)(evidence));
  decisions.forEach((decision, index) => {
    const evidence = open[index]?.evidence;
    if (decision.kind !== 'decided' || !BREAKS.includes(decision.finding) || evidence === undefined) return;
    const { finding, note } = decision;
    hearing.said.set(evidence.id, { evidence, finding, ...(note !== undefined && { note }) });
  });
  return decisions;
}

/** What cases say of each other's flakiness: a language model's opinion wavers more than a program's answer. */
export function crowdsIn(
  all: readonly Evidence[],
  { graded }: Pick<Hearing, 'graded'>,
): (measured: Measured) => (one: Evidence) => Crowd {
  const crowds = {
    graded: crowdsOf(
      all.filter(({ id }) => graded.has(id)),
      'graded',
    ),
    command: crowdsOf(
      all.filter(({ id }) => !graded.has(id)),
      'command',
    ),
  };
  return (measured) => crowds[measured];
}

export function measuredOf(unit: Unit): Measured {
  return judgeOf(unit) === undefined ? 'command' : 'graded';
}

/** Everything that could be called broken without being so: cases that head was tried on, and noisy metrics. */
export function comparedOf({ ledger }: Bench, { evals, noisy }: Pick<Hearing, 'evals' | 'noisy'>): number {
  const all = evals.flatMap((id) => ledger.evidence(id));
  return all.filter(({ head }) => runsOf(tallyOf(head)) > 0).length + noisy;
}

const BREAKS: readonly Finding[] = ['broke', 'changed', 'rewritten'];
