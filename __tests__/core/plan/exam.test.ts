import { expect, it } from '@jest/globals';

import type { TreeEntry } from '../../../src/core/plan/compose-tree.js';
import { changedProtected, changedTests, examTrees, stricterSandbox, type Exam } from '../../../src/core/plan/exam.js';
import { DEFAULT_POLICY } from '../../../src/core/evals/policy.js';
import { aCommandEval, aSuiteEval } from '../../support/evals.js';

function tree(oid: string, ...paths: readonly string[]): readonly TreeEntry[] {
  return paths.map((path) => ({ path, oid, mode: '100644' }));
}

const names = (entries: readonly TreeEntry[]): readonly string[] =>
  entries.map(({ path, oid }) => `${path}@${oid}`).sort();

const exam: Exam = {
  policy: { ...DEFAULT_POLICY, protect: ['policy.json'] },
  evals: [aSuiteEval('t', { tests: ['test/**'], protect: ['jest.config.js'] }), aCommandEval('c')],
};
const files = ['evals/t.yml', 'jest.config.js', 'policy.json', 'src/a.js', 'test/a.js'];
const trees = examTrees(exam, {
  base: tree('base', ...files),
  head: tree('head', ...files),
  examiner: tree('base', ...files),
  folder: 'evals',
});

it("judges head's code by base's evals, tests and protected files", () => {
  expect(names(trees.head)).toEqual([
    'evals/t.yml@base',
    'jest.config.js@base',
    'policy.json@base',
    'src/a.js@head',
    'test/a.js@base',
  ]);
});

it("lets only the tests be head's own beside that", () => {
  expect(names(trees.own)).toEqual([
    'evals/t.yml@base',
    'jest.config.js@base',
    'policy.json@base',
    'src/a.js@head',
    'test/a.js@head',
  ]);
});

it('runs grader programs with the evals folder alone', () => {
  expect(names(trees.graders)).toEqual(['evals/t.yml@base']);
});

it('takes the evals of both sides from head where someone is writing new ones', () => {
  const written = examTrees(exam, {
    base: tree('base', 'src/a.js'),
    head: tree('head', ...files),
    examiner: tree('head', ...files),
    folder: 'evals',
  });
  expect(names(written.base)).toEqual(['evals/t.yml@head', 'src/a.js@base']);
  expect(names(written.head)).toContain('evals/t.yml@head');
});

it('names what was changed in vain, and tells tests from protected files', () => {
  expect(changedProtected(exam, files)).toEqual(['jest.config.js', 'policy.json']);
  expect(changedTests(exam, files)).toEqual(['test/a.js']);
});

it('takes the stricter of two sandboxes', () => {
  expect(stricterSandbox('off', 'required')).toBe('required');
  expect(stricterSandbox('required', 'off')).toBe('required');
  expect(stricterSandbox('off', 'preferred')).toBe('preferred');
});
