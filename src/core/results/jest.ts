import * as z from 'zod';
import { blame } from './blame.js';
import { expectCount, readJson } from './json-report.js';
import { secondsOf } from './seconds.js';
import type { ReportText, TestResult } from './test-result.js';
import { UnusableReport } from './unusable.js';

const Assertion = z.object({
  ancestorTitles: z.array(z.string()),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'pending', 'skipped', 'todo', 'disabled']),
  failureMessages: z.array(z.string()).nullish(),
  /** Milliseconds. */
  duration: z.number().nullish(),
});

const TestFile = z.object({
  name: z.string(),
  status: z.string(),
  message: z.string().nullish(),
  assertionResults: z.array(Assertion),
});

const Report = z.object({
  success: z.boolean(),
  wasInterrupted: z.boolean().optional(),
  numTotalTests: z.int().min(0),
  numPassedTests: z.int().min(0),
  numFailedTests: z.int().min(0),
  testResults: z.array(TestFile),
});

type TestFile = z.infer<typeof TestFile>;
type Assertion = z.infer<typeof Assertion>;

/** Jest's `--json` and vitest's `--reporter=json`, which has the same shape. */
export function readJest(report: ReportText): readonly TestResult[] {
  const parsed = readJson(report, Report);
  if (parsed.wasInterrupted === true) throw new UnusableReport(`${report.path} is of a run that was interrupted`);

  checkCounts(report.path, parsed);
  return parsed.testResults.flatMap((file) => readFile(file));
}

function checkCounts(path: string, report: z.infer<typeof Report>): void {
  const statuses = report.testResults.flatMap((file) => file.assertionResults.map((test) => test.status));
  const failed = statuses.filter((status) => status === 'failed').length;
  expectCount(path, 'tests', { said: report.numTotalTests, listed: statuses.length });
  expectCount(path, 'failed tests', { said: report.numFailedTests, listed: failed });
  expectCount(path, 'passed tests', {
    said: report.numPassedTests,
    listed: statuses.filter((status) => status === 'passed').length,
  });
  if (report.success && (failed > 0 || report.testResults.some((file) => file.status === 'failed'))) {
    throw new UnusableReport(`${path} contradicts itself: it says success and lists failures`);
  }
}

function readFile(file: TestFile): readonly TestResult[] {
  const group = { name: file.name, failed: file.status === 'failed', message: file.message ?? '', file: file.name };
  return blame(
    group,
    file.assertionResults.map((test) => readAssertion(test, file.name)),
  );
}

function readAssertion(test: Assertion, file: string): TestResult {
  const titles = [...test.ancestorTitles, test.title];
  return {
    name: [file, ...titles].join(' > '),
    status: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    file,
    filter: titles.join(' '),
    ...(test.status === 'failed' ? { message: (test.failureMessages ?? []).join('\n') } : {}),
    ...secondsOf(test.duration, 1000),
  };
}
