import type { Evidence } from '../core/compare/change.js';
import { decideCase, type Finding } from '../core/compare/decide-case.js';
import type { Unit } from '../core/plan/unit.js';
import { rerunStart } from '../core/run/rerun-start.js';
import type { Side } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { measure, type Ask } from './measure.js';

export interface Settled {
  readonly evidence: Evidence;
  readonly finding: Finding;
}

interface Doubt {
  readonly id: string;
  readonly base: number;
  readonly head: number;
  /** Nothing but a run of the whole suite can settle it: the suite's own exit, or a test that was not there. */
  readonly whole: boolean;
}

/** Reruns what is in doubt, both sides side by side, until every case of these units is decided. */
export async function settle(bench: Bench, units: readonly Unit[]): Promise<readonly Settled[]> {
  /** Suites whose rerun of single tests did not name them all: they are run whole from then on. */
  const wholeOnly = new Set<string>();
  for (;;) {
    const asks = bench.world.signal.aborted ? [] : asksFor(bench, units, wholeOnly);
    if (asks.length === 0) return asItStands(bench, units);
    const judged = await Promise.all(asks.map((ask) => measure(bench, ask)));
    asks.forEach(({ unit, part }, index) => {
      if (part !== undefined && (judged[index]?.grades.length ?? 0) < part.only.size) wholeOnly.add(unit.id);
    });
  }
}

/** What the evidence says without another trial. */
export function asItStands(bench: Bench, units: readonly Unit[]): readonly Settled[] {
  return evidenceOf(bench, units).flatMap(([, found]) => found.map(conclude));
}

/** The last word on a case: with no rerun left, every case is decided. */
function conclude(evidence: Evidence): Settled {
  const decision = decideCase(evidence, 0);
  return { evidence, finding: decision.kind === 'decided' ? decision.finding : 'suspect' };
}

function asksFor(bench: Bench, units: readonly Unit[], wholeOnly: ReadonlySet<string>): readonly Ask[] {
  return evidenceOf(bench, units).flatMap(([unit, evidence]) => {
    const doubts = doubtsOf(evidence, rerunsLeft(bench, unit));
    return doubts.length === 0 ? [] : asksOf(bench, unit, { doubts, whole: wholeOnly.has(unit.id) });
  });
}

/** The evidence of each unit: of one case, or of all the cases of a suite. */
function evidenceOf(bench: Bench, units: readonly Unit[]): readonly (readonly [Unit, readonly Evidence[]])[] {
  const cases = new Map<string, Evidence>();
  const evals = new Set(units.map((unit) => unit.eval.id));
  const byEval = new Map([...evals].map((id) => [id, bench.ledger.evidence(id)]));
  for (const found of byEval.values()) for (const one of found) cases.set(one.id, one);
  return units.map((unit) => {
    if (unit.kind === 'suite') return [unit, byEval.get(unit.id) ?? []];
    const one = cases.get(unit.id);
    return [unit, one === undefined ? [] : [one]];
  });
}

/** How many more trials the eval allows for this unit, both sides together: base's first ones are no reruns, whenever they come. */
function rerunsLeft({ ledger }: Bench, { id, eval: { trials, reruns } }: Unit): number {
  return 2 * trials + reruns - ledger.trials(id, 'base') - ledger.trials(id, 'head');
}

function doubtsOf(evidence: readonly Evidence[], reruns: number): readonly Doubt[] {
  return evidence.flatMap((one) => {
    const decision = decideCase(one, reruns);
    if (decision.kind === 'decided') return [];
    const whole = one.name === '(exit)' || one.head.length === 0;
    return [{ id: one.id, base: decision.base, head: decision.head, whole }];
  });
}

function asksOf(
  bench: Bench,
  unit: Unit,
  { doubts, whole }: { doubts: readonly Doubt[]; whole: boolean },
): readonly Ask[] {
  const part = whole ? undefined : partOf(bench, unit, doubts);
  const on = (side: Side): readonly Ask[] =>
    Array.from({ length: Math.max(...doubts.map((doubt) => doubt[side])) }, (_, more) => ({
      unit,
      stage: bench.stages[side],
      index: bench.ledger.trials(unit.id, side) + more,
      ...(part && { part }),
    }));
  return [...on('base'), ...on('head')];
}

function partOf(bench: Bench, unit: Unit, doubts: readonly Doubt[]): Ask['part'] {
  if (unit.kind === 'case' || doubts.some((doubt) => doubt.whole)) return undefined;
  const tests = doubts.map((doubt) => bench.ledger.test(doubt.id));
  const start = rerunStart(unit.eval, tests);
  return start && { start, only: new Set(doubts.map((doubt) => doubt.id)) };
}
