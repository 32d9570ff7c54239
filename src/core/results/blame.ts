import type { TestResult } from './test-result.js';

/** Tests that stand or fall together: a file, a package. */
export interface Group {
  readonly name: string;
  readonly failed: boolean;
  readonly message: string;
  readonly file?: string;
}

/**
 * The tests of a group, with the group's own failure among them. A group that failed while none of its tests did (an
 * `afterAll`, a `TestMain`) fails every test that passed in it: a case of its own would be new on head, and a new case
 * never blocks.
 */
export function blame(group: Group, tests: readonly TestResult[]): readonly TestResult[] {
  if (!group.failed || tests.some((test) => test.status === 'failed')) return tests;

  const message = group.message.trim() || `${group.name} failed as a whole`;
  const { name, file } = group;
  if (!tests.some((test) => test.status === 'passed')) {
    return [...tests, { name, status: 'failed', message, ...(file === undefined ? {} : { file }) }];
  }
  return tests.map((test) => (test.status === 'passed' ? { ...test, status: 'failed', message } : test));
}
