import { describe, expect, it } from '@jest/globals';

import { levelsOf } from '../../../src/core/plan/levels.js';
import { planOf } from '../../../src/core/plan/plan.js';
import { comparesWithBase, unitsOf } from '../../../src/core/plan/unit.js';
import { aCase, aCommandEval, aSuiteEval } from '../../support/evals.js';

const evals = [
  aCommandEval('dates', { cases: [aCase('iso'), aCase('strict')], paths: ['src/**'] }),
  aSuiteEval('tests', { paths: ['src/**', 'test/**'] }),
  aCommandEval('docs'),
];

const ids = (units: readonly { readonly id: string }[]): readonly string[] => units.map((unit) => unit.id);

describe('the plan', () => {
  it('leaves out what none of its paths changed', () => {
    const plan = planOf(evals, { only: [], changed: ['test/x.js'] });
    expect(ids(plan.units)).toEqual(['tests', 'docs/run']);
    expect(ids(plan.notAffected)).toEqual(['dates/iso', 'dates/strict']);
  });

  it.each([
    [['dates/strict'], ['dates/strict']],
    [['dates'], ['dates/iso', 'dates/strict']],
    [['tests/a.test.js > adds'], ['tests']],
    [
      ['docs', 'dates/iso'],
      ['dates/iso', 'docs/run'],
    ],
  ])('runs only %j', (only, expected) => {
    expect(ids(planOf(evals, { only, changed: ['src/a.js'] }).units)).toEqual(expected);
  });

  it('names what it does not know', () => {
    expect(() => planOf(evals, { only: ['dats', 'docs', 'x'], changed: [] })).toThrow(
      'No eval or case is called "dats", "x".',
    );
  });
});

it('puts each eval after all that it needs', () => {
  const chain = [
    aCommandEval('c', { needs: ['b', 'a'] }),
    aCommandEval('b', { needs: ['a'] }),
    aCommandEval('a'),
    aCommandEval('d'),
  ];
  expect(levelsOf(chain).map(ids)).toEqual([['a', 'd'], ['b'], ['c']]);
});

it('compares suites and same-as-base with base, nothing else', () => {
  const graders = { exit: { kind: 'same-as-base' }, stdout: [], stderr: [], files: [] } as const;
  const all = [aSuiteEval('t'), aCommandEval('a'), aCommandEval('b', { cases: [aCase('x', { graders })] })].flatMap(
    unitsOf,
  );
  expect(all.filter(comparesWithBase).map((unit) => unit.id)).toEqual(['t', 'b/x']);
});
