import { readFileSync } from 'node:fs';
import type { ReportFormat } from '../../../src/core/evals/eval.js';
import { parseReport } from '../../../src/core/results/read-report.js';
import type { SuiteReport, TestResult } from '../../../src/core/results/test-result.js';

/** Reports of real runs: see the README beside them. */
export const REAL: readonly (readonly [ReportFormat, string])[] = [
  ['jest', 'jest.json'],
  ['jest', 'jest-green.json'],
  ['vitest', 'vitest.json'],
  ['vitest', 'vitest-green.json'],
  ['ctrf', 'jest-ctrf.json'],
  ['ctrf', 'ctrf-green.json'],
  ['junit', 'jest-junit.xml'],
  ['junit', 'vitest-junit.xml'],
  ['junit', 'mocha-xunit.xml'],
  ['junit', 'mocha-junit.xml'],
  ['junit', 'node-junit.xml'],
  ['junit', 'node-green.xml'],
  ['pytest', 'pytest.xml'],
  ['pytest', 'pytest-xunit1.xml'],
  ['pytest', 'pytest-broken.xml'],
  ['pytest', 'pytest-green.xml'],
  ['tap', 'node-24.tap'],
  ['tap', 'node-20.tap'],
  ['tap', 'node-green.tap'],
  ['tap', 'vitest.tap'],
  ['tap', 'vitest-flat.tap'],
  ['tap', 'mocha.tap'],
  ['tap', 'ava.tap'],
  ['tap', 'tape.tap'],
  ['tap', 'tape-green.tap'],
  ['go', 'go.jsonl'],
  ['go', 'go-green.jsonl'],
  ['promptfoo', 'promptfoo.json'],
];

export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/reports/${name}`, import.meta.url), 'utf8');
}

export function parse(format: ReportFormat, ...texts: string[]): SuiteReport {
  return parseReport(
    format,
    texts.map((text, index) => ({ path: `report-${index}`, text })),
    '/tree',
  );
}

export function testsOf(report: SuiteReport): readonly TestResult[] {
  if (report.kind === 'unusable') throw new Error(report.why);
  return report.tests;
}

/** `passed a > b`, one line for each test. */
export function lines(report: SuiteReport): readonly string[] {
  return testsOf(report).map((test) => `${test.status} ${test.name}`);
}

export function whyUnusable(report: SuiteReport): string {
  return report.kind === 'unusable' ? report.why : 'believed';
}
