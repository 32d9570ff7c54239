import { matcherOf } from '../core/plan/matching.js';
import type { Plan } from '../core/plan/plan.js';
import { comparesWithBase, type Unit } from '../core/plan/unit.js';
import type { Bench, Stages } from './bench.js';
import { measure, type Ask } from './measure.js';

/**
 * Head's trials of everything planned; base's only where head cannot be judged without them, or where all of base is wanted; and
 * the pull request's own version of the tests where it changed any.
 */
export async function firstPass(
  bench: Bench,
  plan: Plan,
  options: { fullBase: boolean; changed: readonly string[] },
): Promise<void> {
  await Promise.all(
    plan.units.flatMap((unit) => asksOf(unit, bench.stages, options)).map((ask) => measure(bench, ask)),
  );
}

/** Base is asked for first: head's `same-as-base` waits for it. */
function asksOf(
  unit: Unit,
  stages: Stages,
  { fullBase, changed }: { fullBase: boolean; changed: readonly string[] },
): readonly Ask[] {
  const times = Array.from({ length: unit.eval.trials }, (_, index) => index);
  const base = fullBase || comparesWithBase(unit) ? times.map((index) => ({ unit, stage: stages.base, index })) : [];
  const head = times.map((index) => ({ unit, stage: stages.head, index }));
  const rewrites = unit.kind === 'suite' && changed.some(matcherOf(unit.eval.tests));
  return [...base, ...head, ...(rewrites ? [{ unit, stage: stages.own, index: 0 }] : [])];
}
