import type { Control, Eval } from '../evals/eval.js';
import type { Grade } from '../grade/grade.js';

/** What one trial on a known-bad variant said, and which cases are known to work without it. */
export interface ControlRun {
  readonly grades: readonly Grade[];
  readonly works: ReadonlySet<string>;
  /** Why the trial as a whole says nothing. */
  readonly unmeasured?: string;
}

/** Why an eval has no teeth against a control, or undefined: a case that works fails with it, and would stand in the way of a merge. */
export function toothless(one: Eval, control: Control, runs: readonly ControlRun[]): string | undefined {
  const caught = new Set(
    runs.flatMap((run) => run.grades.filter((grade) => isCaught(one, grade, run)).map(({ name }) => name)),
  );
  const missed = control.cases.find((name) => !caught.has(name));
  if (control.cases.length === 0 ? caught.size > 0 : missed === undefined) return undefined;
  const [why] = runs
    .flatMap(({ grades, unmeasured = [] }) => [
      unmeasured,
      ...grades.map(({ outcome }) => (outcome.kind === 'unmeasured' ? outcome.why : [])),
    ])
    .flat();
  if (why !== undefined) return `with ${control.name}, which has to make it fail, it could not be measured: ${why}`;
  return missed === undefined
    ? `${control.name}, which has to make it fail, does not`
    : `${control.name}, which has to make ${missed} fail, does not`;
}

/** How a program ends is no test; and what only warns stops nobody. */
function isCaught({ when }: Eval, { id, name, outcome }: Grade, { works }: ControlRun): boolean {
  if (name === '(exit)' || !works.has(id)) return false;
  if (outcome.kind === 'failed') return when.broke !== 'warn';
  return outcome.kind === 'differs' && when.changed !== 'warn';
}
