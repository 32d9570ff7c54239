import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { closedUnder } from '../../../src/core/diagnose/companions.js';
import { smallest } from '../../../src/core/diagnose/smallest.js';

type Closed = (some: readonly number[]) => readonly number[];
const FREE: Closed = (some) => some;

function search(count: number, breaks: (some: readonly number[]) => boolean, closed = FREE) {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const steps = smallest(numbers, closed);
  const tried: (readonly number[])[] = [];
  let step = steps.next();
  while (step.done !== true) {
    tried.push(step.value);
    step = steps.next(breaks(step.value));
  }
  return { found: step.value, tried };
}

const having =
  (...needed: readonly number[]) =>
  (some: readonly number[]): boolean =>
    needed.every((one) => some.includes(one));

describe('the smallest part that breaks', () => {
  it('needs no try where there is one piece', () => {
    expect(search(1, having(0))).toEqual({ found: [0], tried: [] });
  });

  it('is one of fifty in at most fifteen tries, wherever it is', () => {
    for (let at = 0; at < 50; at += 1) {
      const { found, tried } = search(50, having(at));
      expect(found).toEqual([at]);
      expect(tried.length).toBeLessThanOrEqual(15);
    }
  });

  it('is two where both are needed', () => {
    expect(search(20, having(3, 17)).found).toEqual([3, 17]);
  });

  it('holds what it does not build without', () => {
    const closed = closedUnder(new Map([[7, new Set([2])]]));
    const breaks = (some: readonly number[]): boolean => some.includes(7);
    const { found, tried } = search(20, breaks, closed);
    expect(found).toEqual([2, 7]);
    expect(tried.every((some) => !some.includes(7) || some.includes(2))).toBe(true);
  });

  it('breaks, has no smaller part of one piece less that does, and nothing is tried twice', () => {
    const needed = fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(needed, (all) => {
        const { found, tried } = search(12, having(...all));
        expect([...found]).toEqual([...all].sort((one, other) => one - other));
        expect(new Set(tried.map(String)).size).toBe(tried.length);
      }),
    );
  });
});
