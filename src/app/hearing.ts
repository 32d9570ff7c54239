import type { Evidence, Tally } from '../core/compare/change.js';
import { crowdsOf } from '../core/compare/crowd.js';
import { decideRound } from '../core/compare/decide-round.js';
import { tallyOf } from '../core/compare/evidence.js';
import { runsOf, type Decision, type Finding } from '../core/compare/finding.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
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
  readonly errorRate: number;
  /** Passes and failures of base's earlier runs of a case. */
  readonly recordOf: (one: Pick<Evidence, 'id' | 'eval'>) => Tally;
  /** Where these runs were made: `main`. */
  readonly branch: string;
  /** Breaks that were said, by case: they are not looked at again, or their evidence would be the best of many looks. */
  readonly said: Map<string, Settled>;
}

export function openHearing(plan: Plan, errorRate: number, memory: Memory = NO_MEMORY): Hearing {
  const evals = [...new Set(plan.units.map((unit) => unit.eval.id))];
  const recordOf: Hearing['recordOf'] = (one) => {
    const key = memory.keyOf(one.id, one.eval);
    return memory.recordOf(key);
  };
  return { evals, errorRate, recordOf, branch: memory.branch, said: new Map() };
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
  const compared = all.filter(({ head }) => runsOf(tallyOf(head)) > 0).length;
  const crowdFor = crowdsOf(all, 'command');
  const cases = open.map(({ unit, evidence, reruns }) => ({
    evidence,
    record: hearing.recordOf(evidence),
    measured: 'command' as const,
    trials: unit.eval.trials,
    reruns,
  }));
  const court = { compared, broken: hearing.said.size, errorRate: hearing.errorRate };
  const decisions = decideRound(cases, court, ({ evidence }) => crowdFor(evidence));
  decisions.forEach((decision, index) => {
    const evidence = open[index]?.evidence;
    if (decision.kind !== 'decided' || !BREAKS.includes(decision.finding) || evidence === undefined) return;
    const { finding, note } = decision;
    hearing.said.set(evidence.id, { evidence, finding, ...(note !== undefined && { note }) });
  });
  return decisions;
}

const BREAKS: readonly Finding[] = ['broke', 'changed', 'rewritten'];
