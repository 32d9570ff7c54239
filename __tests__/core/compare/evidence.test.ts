import { expect, it } from '@jest/globals';

import { gather, type Judged } from '../../../src/core/compare/evidence.js';
import type { Grade } from '../../../src/core/grade/grade.js';

function grade(name: string, kind: 'passed' | 'unmeasured' = 'passed'): Grade {
  return { id: `tests/${name}`, name, outcome: kind === 'passed' ? { kind } : { kind, why: 'no report' } };
}

function run(side: 'base' | 'head', names: readonly string[], more: Partial<Judged> = {}): Judged {
  return {
    eval: 'tests',
    side,
    variant: 'judged',
    grades: names.map((name) => grade(name)),
    exhaustive: true,
    ...more,
  };
}

it('pairs by id, and counts in how many whole runs a case was absent', () => {
  const found = gather('tests', [run('base', ['a', 'b']), run('head', ['b', 'c']), run('head', ['b'])]);
  expect(
    found.map(({ name, base, head, absentOnBase, absentOnHead }) => [
      name,
      base.length,
      head.length,
      absentOnBase,
      absentOnHead,
    ]),
  ).toEqual([
    ['a', 1, 0, 0, 2],
    ['b', 1, 2, 0, 0],
    ['c', 0, 1, 1, 1],
  ]);
});

it('takes nothing for absent in a run of some tests alone', () => {
  const found = gather('tests', [
    run('base', ['a', 'b']),
    run('head', ['a', 'b']),
    run('head', ['a'], { exhaustive: false }),
  ]);
  expect(found.map((it) => it.absentOnHead)).toEqual([0, 0]);
});

it("keeps the pull request's own version of the tests apart", () => {
  const [a] = gather('tests', [run('base', ['a']), run('head', ['a']), run('head', ['a', 'new'], { variant: 'own' })]);
  expect(a?.head).toHaveLength(1);
  expect(a?.own).toHaveLength(1);
});

it('marks every known case unmeasured in a run that says nothing', () => {
  const silent = run('head', [], {
    grades: [grade('(exit)', 'unmeasured')],
    exhaustive: false,
    unmeasured: 'no report',
  });
  const found = gather('tests', [run('base', ['a', '(exit)']), silent]);
  expect(found.map(({ name, head }) => [name, head.map((one) => one.kind)])).toEqual([
    ['a', ['unmeasured']],
    ['(exit)', ['unmeasured']],
  ]);
});
