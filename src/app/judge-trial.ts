import type { Judged } from '../core/compare/evidence.js';
import { gradeCase } from '../core/grade/grade-case.js';
import { gradeSuite } from '../core/grade/grade-suite.js';
import type { Grade } from '../core/grade/grade.js';
import type { Opinion } from '../core/grade/opinion.js';
import { readMetric } from '../core/grade/read-metric.js';
import type { Reading } from '../core/grade/read-number.js';
import { metricsOf, type Unit } from '../core/plan/unit.js';
import { describeEnding, type Attempt, type Ending, type Side, type Trial, type Variant } from '../core/run/trial.js';

/** What a trial is judged beside: base's trial of the same case, and what the case's grader program and its judge answered. */
export interface Beside {
  readonly base?: Trial;
  readonly script?: Attempt;
  readonly opinion?: Opinion;
}

/**
 * Grades one trial. `only`: the run was of these tests alone, so whatever else its report names is left out, and a run that left
 * no report says nothing at all: its names may not have been to the runner's taste.
 */
export function judgeTrial(unit: Unit, trial: Trial, beside: Beside & { readonly only?: ReadonlySet<string> }): Judged {
  const about = { eval: unit.eval.id, side: trial.side, variant: trial.variant };
  const judged =
    unit.kind === 'suite'
      ? judgeSuite(unit, trial, beside.only)
      : withReadings(unit, trial, judgeCase(unit, trial, beside));
  return { ...about, ...(isSilent(trial.ending) ? lasting(judged) : judged) };
}

/** A trial that failed gives no number: how fast a wrong answer came tells nothing. */
function withReadings(unit: Unit, trial: Trial, grade: Grade): Pick<Judged, 'grades' | 'exhaustive' | 'readings'> {
  const metrics = metricsOf(unit);
  const judged = { grades: [grade], exhaustive: false };
  if (metrics.length === 0) return judged;
  const good = grade.outcome.kind === 'passed' || grade.outcome.kind === 'differs';
  const readings = metrics.map(
    (metric) => [metric.name, good ? readMetric(trial, metric) : ({ kind: 'no-trial' } as const)] as const,
  );
  return { ...judged, readings: new Map<string, Reading>(readings) };
}

function judgeCase(unit: Unit & { kind: 'case' }, trial: Trial, beside: Beside): Grade {
  return onlyHeadMayNotStart(gradeCase({ case: unit.case, id: unit.id, trial, ...beside }), trial);
}

/** To ask again would bring nothing: the run is being stopped, or its record has no more. */
function lasting<T extends Pick<Judged, 'grades'>>(judged: T): T & Pick<Judged, 'grades' | 'lasting'> {
  const grades = judged.grades.map((grade): Grade => {
    const { outcome } = grade;
    return outcome.kind === 'unmeasured' ? { ...grade, outcome: { ...outcome, lasting: true } } : grade;
  });
  return { ...judged, grades, lasting: true };
}

/** A side whose setup does not work says nothing of any case. */
export function judgeWithoutSetup(unit: Unit, on: { side: Side; variant: Variant }, why: string): Judged {
  const [id, name] = unit.kind === 'suite' ? [`${unit.id}/(exit)`, '(exit)'] : [unit.id, unit.case.name];
  const grades: readonly Grade[] = [{ id, name, outcome: { kind: 'unmeasured', why, lasting: true } }];
  return { eval: unit.eval.id, ...on, grades, exhaustive: false, unmeasured: why, lasting: true };
}

function judgeSuite(
  unit: Unit & { kind: 'suite' },
  trial: Trial,
  only?: ReadonlySet<string>,
): Pick<Judged, 'grades' | 'exhaustive' | 'unmeasured'> {
  const graded = gradeSuite({ eval: unit.eval, trial });
  if (only !== undefined) {
    const wanted = graded.kind === 'graded' ? graded.grades.filter((grade) => only.has(grade.id)) : [];
    return { grades: wanted, exhaustive: false };
  }
  if (graded.kind === 'unmeasured') return judgeUnreported(unit.id, trial, graded.why);
  return { grades: graded.grades, exhaustive: true };
}

/**
 * A suite that left no report to believe. On head, an ending that is no clean exit is itself what went wrong; a clean exit
 * without a report is only unmeasured, and on base everything is.
 */
function judgeUnreported(
  unit: string,
  trial: Trial,
  why: string,
): Pick<Judged, 'grades' | 'exhaustive' | 'unmeasured'> {
  const { ending } = trial;
  const clean = (ending.kind === 'exited' && ending.code === 0) || isSilent(ending);
  const summary = `the suite ${describeEnding(ending)}: ${why}`;
  const failed = trial.side === 'head' && !clean;
  const outcome: Grade['outcome'] = failed
    ? { kind: 'failed', because: [{ target: 'exit', summary, got: describeEnding(ending) }] }
    : { kind: 'unmeasured', why };
  return { grades: [{ id: `${unit}/(exit)`, name: '(exit)', outcome }], exhaustive: false, unmeasured: why };
}

/** Nothing was run, or nothing is known of it: that is no fault of the code. */
function isSilent({ kind }: Ending): boolean {
  return kind === 'cancelled' || kind === 'not-recorded';
}

/** A program that does not start on head fails there; on base it leaves the case unmeasured (SPEC section 12). */
function onlyHeadMayNotStart(grade: Grade, { side, ending }: Trial): Grade {
  if (side === 'base' || ending.kind !== 'not-started') return grade;
  const summary = `the program ${describeEnding(ending)}`;
  return { ...grade, outcome: { kind: 'failed', because: [{ target: 'exit', summary }] } };
}
