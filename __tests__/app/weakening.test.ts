import { afterAll, describe, expect, it } from '@jest/globals';

import { weakeningOf } from '../../src/app/weakening.js';
import { loadMaterial, examIn } from '../../src/app/material.js';
import { openRepository } from '../../src/edges/git/open-repository.js';
import { pullRequest } from '../support/cli.js';
import { removeTemporaries } from '../support/temporary-repository.js';

afterAll(removeTemporaries);

type Files = Readonly<Record<string, string>>;

async function weakened(base: Files, head: Readonly<Record<string, string | null>>): ReturnType<typeof weakeningOf> {
  const repository = await openRepository(pullRequest(base, head).root);
  try {
    const [was, is] = [await repository.commit('main'), await repository.commit('topic')];
    const entries = { base: await repository.entries(was.tree), head: await repository.entries(is.tree) };
    const exam = examIn(await loadMaterial(repository, entries.base, 'evals'));
    return await weakeningOf(repository, { ...entries, exam, folder: 'evals' });
  } finally {
    await repository.close();
  }
}

const TEST = "it('adds', () => { expect(f(1)).toBe(2) });\n";
const EVAL = `run: [node, f.js]
cases:
  one: { args: ["1"], stdout: "2\\n", exit: 0 }
  two: { args: ["2"], exit: 1, stderr: { contains: "no such" } }
`;
const POLICY = 'sandbox: required\nprotect: ["jest.config.js"]\n';
const BASE = {
  'evals/f.yml': EVAL,
  'evals/tests.yml': 'suite: jest\n',
  'evals/_formative.yml': POLICY,
  'a.test.js': TEST,
};

it('says nothing of a change that weakens nothing', async () => {
  expect(await weakened(BASE, { 'src/f.js': 'x', 'README.md': 'y' })).toEqual({ weakened: [], notLookedAt: [] });
});

it('names what a change weakens, and whose version was judged', async () => {
  const { weakened: found } = await weakened(
    { ...BASE, 'package.json': '{ "scripts": { "test": "jest" } }', '.github/workflows/ci.yml': 'on: push\n' },
    {
      'a.test.js': TEST.replace('it(', 'it.skip('),
      'package.json': '{ "scripts": { "test": "jest || true" } }',
      '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    continue-on-error: true\n',
    },
  );
  expect(found).toEqual([
    {
      path: 'a.test.js',
      line: 1,
      what: 'test-skipped',
      strength: 'sure',
      of: 'adds',
      was: 'run',
      is: 'it.skip',
      judged: 'base',
    },
    {
      path: 'package.json',
      line: 1,
      what: 'test-setup-changed',
      strength: 'sure',
      of: 'scripts.test',
      was: 'jest',
      is: 'jest || true',
      judged: 'head',
    },
    {
      path: '.github/workflows/ci.yml',
      line: 4,
      what: 'ci-changed',
      strength: 'likely',
      of: '',
      was: 'a failure fails it',
      is: 'continue-on-error: true',
      judged: 'head',
    },
  ]);
});

it('compares evals and policy as they are understood, with their lines', async () => {
  const { weakened: found } = await weakened(BASE, {
    'evals/f.yml': `timeout: 5m\n${EVAL.replace('exit: 1, ', 'exit: any, ')
      .replace('no such', 'no')
      .replace(/ {2}one.*\n/, '')}`,
    'evals/tests.yml': null,
    'evals/_formative.yml': 'when: { broke: warn }\nsandbox: off\n',
  });
  expect(found.map(({ path, line, what, of, was, is }) => [`${path}:${line}`, what, of, was, is])).toEqual([
    ['evals/_formative.yml:1', 'policy-weakened', 'protect', 'jest.config.js', 'none'],
    ['evals/_formative.yml:1', 'policy-weakened', 'when broke', 'block', 'warn'],
    ['evals/_formative.yml:2', 'policy-weakened', 'sandbox', 'required', 'off'],
    ['evals/f.yml:1', 'eval-weakened', 'f: when broke', 'block', 'warn'],
    ['evals/f.yml:3', 'eval-weakened', 'f: case one', 'a case', 'gone'],
    ['evals/f.yml:4', 'eval-weakened', 'f: two exit', '1', 'any'],
    ['evals/f.yml:4', 'eval-weakened', 'f: two stderr', 'contains "no such"', 'contains "no"'],
    ['evals/tests.yml:undefined', 'eval-deleted', 'tests', 'an eval', 'gone'],
    ['evals/f.yml:1', 'eval-weakened', 'f: timeout', '60', '300'],
    ['evals/f.yml:4', 'eval-weakened', 'f: two timeout', '60', '300'],
  ]);
});

it('leaves out what is too large, nested too deep or binary, and says so', async () => {
  const found = await weakened(BASE, {
    'a.test.js': `${TEST.replace('it(', 'xit(')}//${'x'.repeat(600_000)}`,
    'b.test.js': '('.repeat(200),
    'c.test.js': '\0',
    'evals/f.yml': 'run: 1\n',
  });
  expect(found).toEqual({
    weakened: [],
    notLookedAt: ['a.test.js: too large', 'b.test.js: nested too deep', "evals/: head's evals have mistakes"],
  });
});

describe('what nobody can learn by heart', () => {
  const PATCH = '--- a/f.js\n+++ b/f.js\n@@ -1 +1 @@\n-good\n+bad\n';
  const drawn = (more: string): Files => ({
    'f.js': 'good\n',
    'evals/_gen.js': 'x',
    'evals/_bad.patch': PATCH,
    'evals/f.yml': `${EVAL}${more}`,
  });
  const FULL =
    'generate: { run: [node, evals/_gen.js], count: 50, hidden: true }\nmust-fail: { patch: _bad.patch, cases: [one, two] }\n';

  it.each([
    ['fewer', FULL.replace('50', '5'), [['f: generate count', '50', '5']]],
    ['shown', FULL.replace(', hidden: true', ''), [['f: generate hidden', 'true', 'false']]],
    ['noticed by less', FULL.replace('[one, two]', '[one]'), [['f: must-fail _bad.patch', 'one, two', 'one']]],
    [
      'gone',
      '',
      [
        ['f: generate', 'fresh cases', 'none'],
        ['f: must-fail _bad.patch', 'has to be noticed', 'gone'],
      ],
    ],
    ['more', FULL.replace('50', '500'), []],
  ])('is weighed: %s', async (_, more, expected) => {
    const { weakened: found } = await weakened(drawn(FULL), drawn(more));
    expect(found.map(({ of, was, is }) => [of, was, is])).toEqual(expected);
  });
});
