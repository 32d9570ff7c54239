import type { Case, CommandEval, Eval, SuiteEval } from '../evals/eval.js';
import type { JudgeGrader } from '../evals/graders.js';
import type { Metric } from '../evals/metric.js';

/** What one trial runs: a case of a command eval, or a suite as a whole. */
export type Unit =
  | { readonly kind: 'case'; readonly id: string; readonly eval: CommandEval; readonly case: Case }
  | { readonly kind: 'suite'; readonly id: string; readonly eval: SuiteEval };

/** Numbers that its trials come with; a suite has none. */
export function metricsOf(unit: Unit): readonly Metric[] {
  return unit.kind === 'case' ? (unit.case.metrics ?? []) : [];
}

/** A metric is a case of its own: neither an eval's id nor a case's name holds a colon. */
export function metricId(unit: Pick<Unit, 'id'>, { name }: Metric): string {
  return `${unit.id}:${name}`;
}

/** The case that a metric belongs to; any other id is itself. */
export function unitOfMetric(id: string): string {
  return /^(.*):[a-z0-9-]+$/.exec(id)?.[1] ?? id;
}

export function unitsOf(one: Eval): readonly Unit[] {
  if (one.kind === 'suite') return [{ kind: 'suite', id: one.id, eval: one }];
  return one.cases.map((it) => ({ kind: 'case', id: `${one.id}/${it.name}`, eval: one, case: it }));
}

/** True when head cannot be judged without running base too: suites, numbers, what must be the same as on base or wavers by itself. */
export function comparesWithBase(unit: Unit): boolean {
  return unit.kind === 'suite' || usesBase(unit.case) || metricsOf(unit).length > 0;
}

/** True when base's first trial is what its others are held to, and so says nothing of itself. */
export function standsForItself(unit: Unit): boolean {
  if (unit.kind === 'suite') return false;
  return isSameAsBase(unit.case) || unit.case.graders.judge?.how.kind === 'compare';
}

/** The language model that has a say in a unit, if any. */
export function judgeOf(unit: Unit): JudgeGrader | undefined {
  return unit.kind === 'case' ? unit.case.graders.judge : undefined;
}

/** Reruns on each side that a judged case has at most. */
const JUDGED_RERUNS = 4;

/** Trials that a judged case has at most on each side. */
export function judgedTrials({ eval: { trials, reruns } }: Unit): number {
  return trials + Math.min(JUDGED_RERUNS, Math.floor(reruns / 2));
}

function usesBase(one: Case): boolean {
  return one.graders.judge !== undefined || isSameAsBase(one);
}

function isSameAsBase({ graders }: Case): boolean {
  const texts = [...graders.stdout, ...graders.stderr, ...graders.files.flatMap((file) => file.graders)];
  return graders.exit.kind === 'same-as-base' || texts.some((grader) => grader.kind === 'same-as-base');
}
