import type { CaseChange } from '../core/compare/change.js';
import { notReached } from '../core/compare/not-reached.js';
import type { Eval } from '../core/evals/eval.js';
import type { Plan } from '../core/plan/plan.js';
import { nextStep, quickOrder, secondsToKeep, type Known, type Step, type Taken } from '../core/plan/quick.js';
import type { Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { asksOf, isQuiet, wholeEvals } from './first-pass.js';
import { observe } from './measure.js';

/** A run that ends when its seconds are over, wherever it is then. */
export interface Quick {
  readonly seconds: number;
  /** Aborted when they are over. */
  readonly over: AbortSignal;
}

export interface Reached {
  /** What was run, and no more. */
  readonly plan: Plan;
  /** What was not. */
  readonly left: readonly CaseChange[];
  /** Trials that were ended, with what they had taken by then: the next run knows that they take longer. */
  readonly ended: readonly Trial[];
}

/**
 * The first pass as far as the seconds go: what matters most first, and no more is begun than leaves time to decide what failed. What
 * is still running when they are over is ended, and does not count.
 */
export async function quickPass(
  bench: Bench,
  plan: Plan,
  { quick, until, known }: { readonly quick: Quick; readonly until: number; readonly known: Known },
): Promise<Reached> {
  const { world } = bench;
  const waiting = new Set(quickOrder(plan.units, known));
  const running = new Set<Promise<void>>();
  const whole = wholeEvals(plan);
  const taken: Taken[] = [];
  const ended: Trial[] = [];
  const reached = new Set<string>();
  const take = async (step: Step): Promise<void> => {
    const done = await tryStep(bench, step, { whole, changed: known.changed });
    if (done.kind === 'ended') ended.push(...done.trials);
    else {
      taken.push(done.taken);
      for (const { id } of step.units) reached.add(id);
    }
  };
  const next = (): Step | undefined =>
    world.signal.aborted
      ? undefined
      : nextStep([...waiting], until - world.clock() - secondsToKeep(taken, world.width));
  for (let step = next(); step !== undefined; step = next()) {
    waiting.delete(step);
    const alone = step.units.some(isQuiet);
    if (alone) await Promise.all(running);
    const run = take(step).finally(() => running.delete(run));
    running.add(run);
    if (alone || running.size >= world.width) await Promise.race(running);
  }
  await Promise.all(running);
  return {
    plan: { ...plan, units: plan.units.filter(({ id }) => reached.has(id)) },
    left: plan.units.filter(({ id }) => !reached.has(id)).map((unit) => notReached(unit, quick.seconds)),
    ended,
  };
}

type Tried =
  | { readonly kind: 'taken'; readonly taken: Taken }
  /** The time was over before it came to its end. */
  | { readonly kind: 'ended'; readonly trials: readonly Trial[] };

async function tryStep(
  bench: Bench,
  step: Step,
  { whole, changed }: { readonly whole: ReadonlySet<Eval>; readonly changed: readonly string[] },
): Promise<Tried> {
  const { world, stages, ledger } = bench;
  const started = world.clock();
  const asks = step.units.flatMap((unit) => asksOf(unit, stages, { fullBase: false, changed }));
  const seen = await Promise.all(
    asks.map((ask) => observe(bench, { ...ask, inTurn: ask.index === 0 && whole.has(ask.unit.eval) })),
  );
  if (world.signal.aborted) return { kind: 'ended', trials: seen.flatMap(({ trial }) => trial ?? []) };
  for (const { judged, trial } of seen) ledger.add(judged, trial);
  const onHead = seen.filter(({ judged }) => judged.side === 'head' && judged.variant === 'judged');
  const isBad = ({ judged }: (typeof onHead)[number]): boolean =>
    judged.unmeasured !== undefined || judged.grades.some(({ outcome }) => outcome.kind !== 'passed');
  const taken = {
    seconds: world.clock() - started,
    trial: onHead.reduce((sum, { trial }) => sum + (trial?.duration ?? 0), 0),
    failed: onHead.some(isBad),
    controls: Math.max(...step.units.map((unit) => unit.eval.controls.length)),
  };
  return { kind: 'taken', taken };
}
