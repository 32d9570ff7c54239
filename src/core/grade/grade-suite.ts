import type { SuiteEval } from '../evals/eval.js';
import { parseReport } from '../results/read-report.js';
import type { SuiteReport, TestResult } from '../results/test-result.js';
import { EXIT_NAME } from '../results/unique-names.js';
import { describeEnding } from '../run/trial.js';
import type { Ending, Trial } from '../run/trial.js';
import { collectReports } from './collect-reports.js';
import type { Grade, Outcome } from './grade.js';
import { because } from './judgement.js';

/** What one run of a suite says: a grade for each test that ran, and one for its exit. */
export type SuiteGrade =
  | {
      readonly kind: 'graded';
      readonly grades: readonly Grade[];
      /** Tests that the report names as skipped: absent for the comparison. */
      readonly absentCaseNames: readonly string[];
    }
  /** `ending` tells a suite that ended badly from one whose report cannot be believed. */
  | { readonly kind: 'unmeasured'; readonly why: string; readonly ending: Ending };

/** What one run of a suite says of each of its tests; its report is believed only when the suite ended by itself. */
export function gradeSuite({ eval: suite, trial }: { readonly eval: SuiteEval; readonly trial: Trial }): SuiteGrade {
  const { ending } = trial;
  if (ending.kind !== 'exited') return { kind: 'unmeasured', why: `the suite ${describeEnding(ending)}`, ending };
  const report = readReport(suite, trial);
  if (report.kind === 'unusable') return { kind: 'unmeasured', why: report.why, ending };

  const named = (name: string, outcome: Outcome): Grade => ({ id: `${suite.id}/${name}`, name, outcome });
  const ran = report.tests.filter((test) => test.status !== 'skipped');
  return {
    kind: 'graded',
    grades: [
      ...ran.map((test) => ({ ...named(test.name, outcomeOf(test)), ...placeOf(test) })),
      named(EXIT_NAME, outcomeOfExit(ending.code, ran)),
    ],
    absentCaseNames: report.tests.filter((test) => test.status === 'skipped').map((test) => test.name),
  };
}

function readReport({ results }: SuiteEval, trial: Trial): SuiteReport {
  const found = collectReports(results.from, trial);
  return found.kind === 'unusable' ? found : parseReport(results.format, found.reports, trial.root);
}

function outcomeOf({ status, message = '' }: TestResult): Outcome {
  if (status !== 'failed') return { kind: 'passed' };

  const summary = message.split('\n').find((line) => line.trim() !== '');
  const shown = { target: 'test', summary: summary?.trim() ?? 'failed without a message' };
  return { kind: 'failed', because: [because(message === '' ? shown : { ...shown, got: message })] };
}

function placeOf({ duration, file, filter }: TestResult): Pick<Grade, 'duration' | 'file' | 'filter'> {
  return {
    ...(duration !== undefined && { duration }),
    ...(file !== undefined && { file }),
    ...(filter !== undefined && { filter }),
  };
}

/** A code that the tests explain is theirs to answer for. */
function outcomeOfExit(code: number, ran: readonly TestResult[]): Outcome {
  if (code === 0 || ran.some((test) => test.status === 'failed')) return { kind: 'passed' };

  const got = describeEnding({ kind: 'exited', code });
  const summary = `the suite ${got}, and its report lists no failed test`;
  return { kind: 'failed', because: [{ target: 'exit', summary, expected: 'exited 0', got }] };
}
