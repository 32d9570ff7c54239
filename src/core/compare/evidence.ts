import type { Grade, Outcome } from '../grade/grade.js';
import type { Reading } from '../grade/read-number.js';
import type { Side, Variant } from '../run/trial.js';
import type { Evidence, Tally } from './change.js';

/** What one run of a unit says: the grades of its cases, and, for a whole suite, that it named every test it has. */
export interface Judged {
  readonly eval: string;
  readonly side: Side;
  readonly variant: Variant;
  readonly grades: readonly Grade[];
  /** True when a case that is not among the grades was absent; false when it just was not looked for. */
  readonly exhaustive: boolean;
  /** Of a case with metrics: what the run says of each, by its name. */
  readonly readings?: ReadonlyMap<string, Reading>;
  /** Why this run says nothing of the cases that are not among its grades: its report cannot be believed, or never came. */
  readonly unmeasured?: string;
  /** Another run would say no more: see Outcome. */
  readonly lasting?: true;
}

interface Gathered {
  readonly name: string;
  readonly base: Outcome[];
  readonly head: Outcome[];
  readonly own: Outcome[];
}

/** All evidence of one eval, one entry for each case that any run named, in the order in which they were first seen. */
export function gather(evalId: string, runs: readonly Judged[]): readonly Evidence[] {
  const cases = new Map<string, Gathered>();
  for (const run of runs) for (const grade of run.grades) outcomesFor(cases, grade, run).push(grade.outcome);
  for (const run of runs)
    if (run.unmeasured !== undefined)
      markUnmeasured(cases, run, { kind: 'unmeasured', why: run.unmeasured, ...(run.lasting && { lasting: true }) });
  const whole = (side: Side): readonly Judged[] =>
    runs.filter((run) => run.side === side && run.variant === 'judged' && run.exhaustive);
  const absentFrom = absenceIn({ base: whole('base'), head: whole('head') });
  return [...cases].map(([id, found]) => ({ id, eval: evalId, ...found, ...absentFrom(id) }));
}

/** A run that says nothing says it of every case that any other run named. */
function markUnmeasured(cases: Map<string, Gathered>, run: Judged, outcome: Outcome): void {
  const graded = new Set(run.grades.map((grade) => grade.id));
  for (const [id, { name }] of cases) {
    if (!graded.has(id)) outcomesFor(cases, { id, name }, run).push(outcome);
  }
}

function outcomesFor(cases: Map<string, Gathered>, grade: Pick<Grade, 'id' | 'name'>, run: Judged): Outcome[] {
  const found = cases.get(grade.id) ?? { name: grade.name, base: [], head: [], own: [] };
  cases.set(grade.id, found);
  if (run.side === 'base') return found.base;
  return run.variant === 'judged' ? found.head : found.own;
}

function absenceIn(whole: Readonly<Record<Side, readonly Judged[]>>) {
  const named = (runs: readonly Judged[]): readonly ReadonlySet<string>[] =>
    runs.map((run) => new Set(run.grades.map((grade) => grade.id)));
  const base = named(whole.base);
  const head = named(whole.head);
  const lacking = (runs: readonly ReadonlySet<string>[], id: string): number =>
    runs.filter((ids) => !ids.has(id)).length;
  return (id: string) => ({ absentOnBase: lacking(base, id), absentOnHead: lacking(head, id) });
}

/** Passes and failures; a difference from base counts as a failure here, an unmeasured trial as neither. */
export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const count = (...kinds: Outcome['kind'][]): number => outcomes.filter((one) => kinds.includes(one.kind)).length;
  return { passed: count('passed'), failed: count('failed', 'differs') };
}
