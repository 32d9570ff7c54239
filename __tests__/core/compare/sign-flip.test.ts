import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signFlip } from '../../../src/core/compare/sign-flip.js';

const apart = (steps: readonly number[]) => steps.map((by, index) => ({ cluster: `${index}`, by: by / 100 }));

/** Every way to flip the signs, one by one. */
function byCounting(steps: readonly number[]): number {
  const observed = steps.reduce((sum, step) => sum + step, 0);
  let low = 0;
  for (let flips = 0; flips < 2 ** steps.length; flips += 1) {
    const sum = steps.reduce((total, step, at) => total + ((flips >> at) & 1 ? -1 : 1) * step, 0);
    if (sum <= observed) low += 1;
  }
  return low / 2 ** steps.length;
}

const STEPS = fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 10 });

describe('the sign-flip test', () => {
  it.each([
    [[], 1],
    [[0, 0, 0], 1],
    [[-5], 0.5],
    [[5], 1],
    [[-1, -2, -3, -4, -5, -6, -7], 1 / 128],
    [[1, -2, -3, -4, -5, -6, -7], 2 / 128],
  ])('of %j is %s', (steps, chance) => {
    expect(signFlip(apart(steps))).toBeCloseTo(chance, 12);
  });

  it('is what counting every flip gives', () => {
    fc.assert(
      fc.property(STEPS, (steps) => {
        expect(signFlip(apart(steps))).toBeCloseTo(byCounting(steps), 9);
      }),
    );
  });

  it('calls no more than its level of alike sides low', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const all = Array.from({ length: 2 ** sizes.length }, (_, flips) =>
          signFlip(apart(sizes.map((size, at) => ((flips >> at) & 1 ? -size : size)))),
        );
        for (const level of [0.01, 0.05, 0.2]) {
          expect(all.filter((chance) => chance <= level).length / all.length).toBeLessThanOrEqual(level);
        }
      }),
    );
  });

  it('takes what shares a cause for one', () => {
    const all = apart([-1, -2, -3, -4, -5, -6, -7]).map((one) => ({ ...one, cluster: 'all' }));
    expect(signFlip(all)).toBe(0.5);
  });
});
