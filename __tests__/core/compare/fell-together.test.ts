import { describe, expect, it } from '@jest/globals';

import { fellTogether, type JudgedCase } from '../../../src/core/compare/fell-together.js';
import type { Outcome } from '../../../src/core/grade/grade.js';

const passed = (score: number): Outcome => ({ kind: 'passed', score });

function judged(index: number, [base, head]: readonly [readonly Outcome[], readonly Outcome[]]): JudgedCase {
  const id = `talk/c${index}`;
  const evidence = { id, eval: 'talk', name: `c${index}`, base, head, own: [], absentOnBase: 0, absentOnHead: 0 };
  return { evidence, trials: 1, cluster: id, gate: 'block' };
}

const suite = (scores: readonly (readonly [number, number])[]): readonly JudgedCase[] =>
  scores.map(([base, head], index) => judged(index, [[passed(base)], [passed(head)]]));

const FALLEN = Array.from({ length: 8 }, (_, index) => [0.9, 0.8 - index / 100] as const);

describe('judged cases together', () => {
  it('fell where each fell a little', () => {
    expect(fellTogether(suite(FALLEN), 0.05)).toEqual([
      expect.objectContaining({
        id: '(judged)/(scores)',
        kind: 'broke',
        gate: 'block',
        why: 'scores fell in 8 of 8 judged cases: on average 0.90 on base, 0.77 on head',
        base: { passed: 8, failed: 0 },
        head: { passed: 0, failed: 8 },
      }),
    ]);
  });

  it('did not fall where as many rose', () => {
    const mixed = FALLEN.map(([base, head], index) =>
      index % 2 === 0 ? ([head, base] as const) : ([base, head] as const),
    );
    expect(fellTogether(suite(mixed), 0.05)).toEqual([]);
  });

  it('are too few below seven, and as sure as the error rate asks', () => {
    expect(fellTogether(suite(FALLEN.slice(0, 6)), 0.9)).toEqual([]);
    expect(fellTogether(suite(FALLEN.slice(0, 7)), 0.05)).toHaveLength(1);
    expect(fellTogether(suite(FALLEN), 0.01)).toEqual([]);
  });

  it('count only with a score in every first trial, and in no later one', () => {
    const failed: Outcome = { kind: 'failed', because: [{ target: 'exit', summary: 'exited 1' }] };
    const some = [...suite(FALLEN.slice(0, 6)), judged(6, [[passed(0.9)], [failed]])];
    expect(fellTogether(some, 0.05)).toEqual([]);
    const again = suite(FALLEN).map((one) => ({
      ...one,
      evidence: { ...one.evidence, head: [...one.evidence.head, passed(1), passed(1)] },
    }));
    expect(fellTogether(again, 0.05)).toHaveLength(1);
  });
});
