import type { ReportFormat } from '../evals/eval.js';
import { readCtrf } from './ctrf.js';
import { cutText } from './cut.js';
import { readGo } from './go.js';
import { readJest } from './jest.js';
import { readJunit } from './junit.js';
import { LIMITS } from './limits.js';
import { readPromptfoo } from './promptfoo.js';
import { readPytest } from './pytest.js';
import { readTap } from './tap.js';
import type { ReportText, SuiteReport, TestResult } from './test-result.js';
import { uniqueNames } from './unique-names.js';
import { UnusableReport } from './unusable.js';

const READERS = {
  junit: readJunit,
  pytest: readPytest,
  tap: readTap,
  ctrf: readCtrf,
  jest: readJest,
  vitest: readJest,
  go: readGo,
  promptfoo: readPromptfoo,
} as const satisfies Record<ReportFormat, (report: ReportText) => readonly TestResult[]>;

/**
 * What the reports of one run say, all files together. They were written by a stranger's code: what is cut, forged, empty
 * or contradicts itself is `unusable`, never a pass.
 * @param root Absolute path of the tree in which the suite ran: paths in it are told relative to it, so that names are the
 * same on both sides.
 */
export function parseReport(format: ReportFormat, reports: readonly ReportText[], root?: string): SuiteReport {
  try {
    const tests = readAll(format, reports).map((test) => tidy(test, root));
    if (tests.length === 0) return { kind: 'unusable', why: 'the report lists no test' };
    return { kind: 'complete', tests: uniqueNames(tests) };
  } catch (error) {
    if (error instanceof UnusableReport) return { kind: 'unusable', why: cutText(error.message, LIMITS.name) };
    throw error;
  }
}

function readAll(format: ReportFormat, reports: readonly ReportText[]): readonly TestResult[] {
  if (reports.length === 0) throw new UnusableReport('there is no report');

  const size = reports.reduce((sum, report) => sum + report.text.length, 0);
  if (size > LIMITS.text) throw new UnusableReport(`the reports are longer than ${LIMITS.text} characters`);

  const tests: TestResult[] = [];
  for (const report of reports.toSorted((one, other) => (one.path < other.path ? -1 : 1))) {
    if (report.text.trim() === '') throw new UnusableReport(`${report.path} is empty`);
    for (const test of READERS[format](report)) tests.push(test);
    if (tests.length > LIMITS.tests) throw new UnusableReport(`the report lists more than ${LIMITS.tests} tests`);
  }
  return tests;
}

function tidy(test: TestResult, root: string | undefined): TestResult {
  const { name, message, file, filter, ...rest } = test;
  return {
    ...rest,
    name: cutText(withoutRoot(name, root).trim() || '(no name)', LIMITS.name),
    ...(message === undefined ? {} : { message: cutText(withoutRoot(message, root), LIMITS.message) }),
    // A cut path or filter would name another test, or none.
    ...(file === undefined || file.length > LIMITS.name ? {} : { file: withoutRoot(file, root) }),
    ...(filter === undefined || filter.length > LIMITS.name ? {} : { filter }),
  };
}

function withoutRoot(text: string, root: string | undefined): string {
  if (root === undefined || root === '' || root === '/') return text;

  const folder = root.endsWith('/') ? root : `${root}/`;
  // On macOS programs see the temporary folder under its real name.
  const written = [`file:///private${folder}`, `file://${folder}`, `/private${folder}`, folder];
  return written.reduce((left, prefix) => left.replaceAll(prefix, ''), text);
}
