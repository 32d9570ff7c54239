import type { Evidence } from '../core/compare/change.js';
import type { Decision } from '../core/compare/finding.js';
import type { Outcome } from '../core/grade/grade.js';
import { judgedTrials, judgeOf, type Unit } from '../core/plan/unit.js';
import { rerunStart } from '../core/run/rerun-start.js';
import type { Side } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { look, type Hearing, type Open, type Settled } from './hearing.js';
import { measure, type Ask } from './measure.js';

interface Doubt {
  readonly unit: Unit;
  readonly id: string;
  readonly base: number;
  readonly head: number;
  /** Nothing but a run of the whole suite can settle it: the suite's own exit, or a test that was not there. */
  readonly whole: boolean;
}

/**
 * Reruns what is in doubt, in rounds, until every case of these units is decided. In a round base and head take turns, so that
 * both meet the same machine; the next round is planned when all of it has come in, so that it does not depend on who came first.
 */
export async function settle(bench: Bench, units: readonly Unit[], hearing: Hearing): Promise<readonly Settled[]> {
  /** Suites whose rerun of single tests did not name them all: they are run whole from then on. */
  const wholeOnly = new Set<string>();
  for (;;) {
    const asks = bench.world.signal.aborted ? [] : asksFor(bench, { units, hearing, wholeOnly });
    if (asks.length === 0) return asItStands(bench, units, hearing);
    const judged = await Promise.all(asks.map((ask) => measure(bench, ask)));
    asks.forEach(({ unit, part }, index) => {
      if (part !== undefined && (judged[index]?.grades.length ?? 0) < part.only.size) wholeOnly.add(unit.id);
    });
  }
}

/** What the evidence says without another trial. */
export function asItStands(bench: Bench, units: readonly Unit[], hearing: Hearing): readonly Settled[] {
  const open = openCases(bench, units).map((one) => ({ ...one, reruns: 0 }));
  const undecided = open.filter(({ evidence }) => !hearing.said.has(evidence.id));
  const decisions = new Map(look(bench, hearing, undecided).map((it, index) => [undecided[index]?.evidence.id, it]));
  return open.map(({ evidence }) => hearing.said.get(evidence.id) ?? concluded(evidence, decisions.get(evidence.id)));
}

/** With no rerun left every case is decided; one that still waits for others never came to be looked at. */
function concluded(evidence: Evidence, decision: Decision | undefined): Settled {
  if (decision?.kind !== 'decided') return { evidence, finding: 'suspect' };
  const { finding, note } = decision;
  return { evidence, finding, ...(note !== undefined && { note }) };
}

interface Round {
  readonly units: readonly Unit[];
  readonly hearing: Hearing;
  readonly wholeOnly: ReadonlySet<string>;
}

function asksFor(bench: Bench, { units, hearing, wholeOnly }: Round): readonly Ask[] {
  const open = openCases(bench, units).filter(({ evidence }) => !hearing.said.has(evidence.id));
  const doubts = look(bench, hearing, open).flatMap((decision, index) => doubtsOf(bench, open[index], decision));
  return units.flatMap((unit) => {
    const its = doubts.filter((doubt) => doubt.unit === unit);
    return its.length === 0 ? [] : asksOf(bench, unit, { doubts: its, whole: wholeOnly.has(unit.id) });
  });
}

function doubtsOf(bench: Bench, open: Open | undefined, decision: Decision): readonly Doubt[] {
  if (open === undefined || decision.kind === 'decided' || decision.base + decision.head === 0) return [];
  const { unit, evidence } = open;
  const whole = evidence.name === '(exit)' || !isMeasured(evidence.head) || isSilent(evidence.base);
  const most = (side: Side): number => Math.min(decision[side], mostOn(bench, unit, side));
  return [{ unit, id: evidence.id, base: most('base'), head: most('head'), whole }].filter(
    ({ base, head }) => base + head > 0,
  );
}

/** Each output that is judged costs calls, and the two halves of a run can only ask for what was recorded: a fixed number a side. */
function mostOn({ ledger }: Bench, unit: Unit, side: Side): number {
  if (judgeOf(unit) === undefined) return Infinity;
  return Math.max(0, judgedTrials(unit) - ledger.trials(unit.id, side));
}

function isMeasured(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ kind }) => kind !== 'unmeasured');
}

function isSilent(outcomes: readonly Outcome[]): boolean {
  return outcomes.length > 0 && !isMeasured(outcomes);
}

/** The cases of these units: one of each, or all the tests of a suite. */
function openCases(bench: Bench, units: readonly Unit[]): readonly Open[] {
  const evals = new Set(units.map((unit) => unit.eval.id));
  const byEval = new Map([...evals].map((id) => [id, bench.ledger.evidence(id)]));
  const cases = new Map([...byEval.values()].flat().map((one) => [one.id, one]));
  return units.flatMap((unit) => {
    const reruns = rerunsLeft(bench, unit);
    const found = unit.kind === 'suite' ? (byEval.get(unit.id) ?? []) : [cases.get(unit.id) ?? []].flat();
    return found.map((evidence) => ({ unit, evidence, reruns }));
  });
}

/** How many more trials the eval allows for this unit, both sides together: base's first ones are no reruns, whenever they come. */
function rerunsLeft({ ledger }: Bench, { id, eval: { trials, reruns } }: Unit): number {
  return 2 * trials + reruns - ledger.trials(id, 'base') - ledger.trials(id, 'head');
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
  return inTurns(on('base'), on('head'));
}

function inTurns<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  const longer = Math.max(one.length, other.length);
  return Array.from({ length: longer }, (_, index) => [
    ...one.slice(index, index + 1),
    ...other.slice(index, index + 1),
  ]).flat();
}

function partOf(bench: Bench, unit: Unit, doubts: readonly Doubt[]): Ask['part'] {
  if (unit.kind === 'case' || doubts.some((doubt) => doubt.whole)) return undefined;
  const tests = doubts.map((doubt) => bench.ledger.test(doubt.id));
  const start = rerunStart(unit.eval, tests);
  return start && { start, only: new Set(doubts.map((doubt) => doubt.id)) };
}
