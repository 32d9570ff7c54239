import * as z from 'zod';
import { expectCount, readJson } from './json-report.js';
import { secondsOf } from './seconds.js';
import type { ReportText, TestResult } from './test-result.js';

const Row = z.object({
  success: z.boolean(),
  testIdx: z.int().min(0),
  error: z.string().nullish(),
  gradingResult: z.object({ pass: z.boolean(), reason: z.string().nullish() }).nullish(),
  latencyMs: z.number().nullish(),
  prompt: z.object({ label: z.string().nullish(), raw: z.string().nullish() }),
  provider: z.object({ id: z.string(), label: z.string().nullish() }),
  testCase: z.object({ description: z.string().nullish() }).nullish(),
});

const Count = z.int().min(0);

const Report = z.object({
  results: z.object({
    results: z.array(Row),
    stats: z.object({ successes: Count, failures: Count, errors: Count.default(0) }),
  }),
});

type Row = z.infer<typeof Row>;

/** Prompts are long and the whole of one is no name. */
const PROMPT_LENGTH = 100;

/** What `promptfoo eval -o out.json` writes: one row for each test, prompt and provider. */
export function readPromptfoo(report: ReportText): readonly TestResult[] {
  const { results, stats } = readJson(report, Report).results;
  const passed = results.filter((row) => row.success).length;
  expectCount(report.path, 'passed tests', { said: stats.successes, listed: passed });
  expectCount(report.path, 'failed tests', { said: stats.failures + stats.errors, listed: results.length - passed });
  return results.map((row) => readRow(row));
}

function readRow(row: Row): TestResult {
  const test = row.testCase?.description || `test ${row.testIdx + 1}`;
  const passed = row.success && row.gradingResult?.pass !== false;
  return {
    name: [row.provider.label || row.provider.id, promptOf(row), test].filter((part) => part !== '').join(' > '),
    status: passed ? 'passed' : 'failed',
    filter: test,
    ...(passed ? {} : { message: messageOf(row) }),
    ...secondsOf(row.latencyMs, 1000),
  };
}

function messageOf(row: Row): string {
  return row.error || row.gradingResult?.reason || '';
}

function promptOf({ prompt }: Row): string {
  return (prompt.label || prompt.raw || '').slice(0, PROMPT_LENGTH);
}
