import { expect, it } from '@jest/globals';

import type { MutantResult } from '../../../src/core/audit/audit.js';
import { scoreOf, type Tried } from '../../../src/core/audit/score.js';

function tried(path: string, fate: MutantResult['fate'], looks: Readonly<Record<string, boolean>> = {}): Tried {
  return {
    mutant: { path, line: 1, was: 'a', is: 'b', what: 'constant-changed', fate },
    looks: Object.entries(looks).map(([id, noticed]) => ({ eval: id, noticed })),
  };
}

const EVALS = [
  { id: 'quick', cases: 3 },
  { id: 'slow', cases: 1 },
];

it('counts what is clear, by file and by eval', () => {
  const all = [
    tried('b.js', 'noticed', { quick: true }),
    tried('b.js', 'not-noticed', { quick: false, slow: false }),
    tried('a.js', 'noticed', { quick: false, slow: true }),
    tried('a.js', 'not-built'),
    tried('c.js', 'unclear', { quick: false }),
  ];
  const score = scoreOf(all, EVALS);
  expect(score.mutants).toHaveLength(5);
  expect(score.byFile).toEqual([
    { path: 'a.js', noticed: 1, of: 1 },
    { path: 'b.js', noticed: 1, of: 2 },
  ]);
  expect(score.evals).toEqual([
    { id: 'quick', cases: 3, looked: 4, noticed: 1 },
    { id: 'slow', cases: 1, looked: 2, noticed: 1 },
  ]);
});

it('says where the share lies: Wilson, 8 of 10 is 0.490 to 0.943', () => {
  const all = Array.from({ length: 10 }, (_, at) => tried('a.js', at < 8 ? 'noticed' : 'not-noticed'));
  const { share } = scoreOf(all, EVALS);
  expect([share?.noticed, share?.of, share?.low.toFixed(3), share?.high.toFixed(3)]).toEqual([8, 10, '0.490', '0.943']);
});

it('has no share where nothing is clear', () => {
  expect(scoreOf([tried('a.js', 'not-built')], EVALS).share).toBeUndefined();
});
