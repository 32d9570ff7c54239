import { tallyOf } from '../core/compare/evidence.js';
import type { Plan } from '../core/plan/plan.js';
import { judgedTrials, judgeOf, type Unit } from '../core/plan/unit.js';
import { runsOf } from '../core/compare/finding.js';
import type { Bench } from './bench.js';
import { observe, type Ask } from './measure.js';

/**
 * Where the judge is asked by the half that reads the record, nobody knows here which outputs it will doubt: every trial that it may
 * want of a case is run ahead. Cases that other graders decide are tried again as usual.
 */
export async function recordJudged(bench: Bench, plan: Plan): Promise<void> {
  if (bench.world.judges.kind !== 'later') return;
  const asks = plan.units.filter((unit) => awaitsJudge(bench, unit)).flatMap((unit) => asksOf(bench, unit));
  await Promise.all(asks.map((ask) => observe(bench, ask)));
}

function awaitsJudge({ ledger }: Bench, unit: Unit): boolean {
  if (judgeOf(unit) === undefined) return false;
  const evidence = ledger.evidence(unit.eval.id).find(({ id }) => id === unit.id);
  return evidence !== undefined && runsOf(tallyOf(evidence.head)) === 0;
}

/** Base and head take turns. */
function asksOf({ ledger, stages }: Bench, unit: Unit): readonly Ask[] {
  const { trials } = unit.eval;
  const more = Array.from({ length: judgedTrials(unit) - trials }, (_, index) => trials + index);
  return more.flatMap((index) =>
    (['base', 'head'] as const)
      .filter((side) => ledger.trials(unit.id, side) <= index)
      .map((side) => ({ unit, stage: stages[side], index })),
  );
}
