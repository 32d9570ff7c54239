import * as z from 'zod';
import { expectCount, readJson } from './json-report.js';
import { secondsOf } from './seconds.js';
import type { ReportText, TestResult } from './test-result.js';

const Test = z.object({
  name: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'pending', 'other']),
  /** Milliseconds. */
  duration: z.number().nullish(),
  suite: z.union([z.string(), z.array(z.string())]).nullish(),
  message: z.string().nullish(),
  trace: z.string().nullish(),
  filePath: z.string().nullish(),
});

const Count = z.int().min(0);

const Report = z.object({
  reportFormat: z.literal('CTRF').optional(),
  results: z.object({
    summary: z.object({ tests: Count, passed: Count, failed: Count }),
    tests: z.array(Test),
  }),
});

type Test = z.infer<typeof Test>;

/** The Common Test Report Format, JSON. */
export function readCtrf(report: ReportText): readonly TestResult[] {
  const { summary, tests } = readJson(report, Report).results;
  const count = (status: Test['status']) => tests.filter((test) => test.status === status).length;
  expectCount(report.path, 'tests', { said: summary.tests, listed: tests.length });
  expectCount(report.path, 'failed tests', { said: summary.failed, listed: count('failed') });
  expectCount(report.path, 'passed tests', { said: summary.passed, listed: count('passed') });
  return tests.map((test) => readTest(test));
}

function readTest(test: Test): TestResult {
  const suites = typeof test.suite === 'string' ? [test.suite] : (test.suite ?? []);
  return {
    name: [...suites, test.name].filter((part) => part !== '').join(' > '),
    // `other` is no promise of anything: never a pass.
    status: test.status === 'passed' || test.status === 'failed' ? test.status : 'skipped',
    filter: test.name,
    ...(test.status === 'failed' ? { message: [test.message, test.trace].filter(Boolean).join('\n') } : {}),
    ...(test.filePath ? { file: test.filePath } : {}),
    ...secondsOf(test.duration, 1000),
  };
}
