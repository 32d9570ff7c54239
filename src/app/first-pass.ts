import type { Eval } from '../core/evals/eval.js';
import { matcherOf } from '../core/plan/matching.js';
import type { Plan } from '../core/plan/plan.js';
import { comparesWithBase, metricsOf, unitsOf, type Unit } from '../core/plan/unit.js';
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
  const whole = wholeEvals(plan);
  const asks = plan.units.flatMap((unit) => asksOf(unit, bench.stages, options));
  const run = (ask: Ask) => measure(bench, { ...ask, inTurn: ask.index === 0 && whole.has(ask.unit.eval) });
  const [quiet, busy] = [asks.filter(({ unit }) => isQuiet(unit)), asks.filter(({ unit }) => !isQuiet(unit))];
  await Promise.all(busy.map(run));
  for (const ask of quiet) await run(ask);
}

/** Evals of which every case is planned: only these can be run from the first case to the last. */
export function wholeEvals({ units }: Plan): ReadonlySet<Eval> {
  const planned = new Set(units.map(({ id }) => id));
  const evals = new Set(units.map((unit) => unit.eval));
  return new Set([...evals].filter((one) => unitsOf(one).every(({ id }) => planned.has(id))));
}

/** What is timed has the machine to itself: nothing else runs beside it, in any case of its eval. */
export function isQuiet(unit: Unit): boolean {
  return unitsOf(unit.eval).some((it) => metricsOf(it).some(({ noisy }) => noisy));
}

/** Base is asked for first: head's `same-as-base` waits for it. */
export function asksOf(
  unit: Unit,
  stages: Stages,
  { fullBase, changed }: { fullBase: boolean; changed: readonly string[] },
): readonly Ask[] {
  const times = Array.from({ length: unit.eval.trials }, (_, index) => index);
  const base = fullBase || isCompared(unit) ? times.map((index) => ({ unit, stage: stages.base, index })) : [];
  const head = times.map((index) => ({ unit, stage: stages.head, index }));
  const rewrites = unit.kind === 'suite' && changed.some(matcherOf(unit.eval.tests));
  return [...base, ...head, ...(rewrites ? [{ unit, stage: stages.own, index: 0 }] : [])];
}

/** Cases that share a tree run on base together, or not at all. */
function isCompared(unit: Unit): boolean {
  return unit.eval.workspace === 'shared' ? unitsOf(unit.eval).some(comparesWithBase) : comparesWithBase(unit);
}
