import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';

import { pairEvidence, signEvidence, tEvidence } from '../../../src/core/compare/pair-evidence.js';

const { pairs: SCIPY } = z
  .object({
    pairs: z.object({
      sign: z.array(z.object({ worse: z.number(), better: z.number(), evidence: z.number() })),
      t: z.array(z.object({ worsenings: z.array(z.number()), evidence: z.number() })),
    }),
  })
  .parse(JSON.parse(readFileSync('__tests__/fixtures/statistics/scipy.json', 'utf8')));

const worsenings = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { maxLength: 15 });

describe('evidence of pairs', () => {
  it.each(SCIPY.sign)('by signs: $worse worse, $better better', ({ worse, better, evidence }) => {
    const seen = [...Array<number>(worse).fill(0.1), ...Array<number>(better).fill(-0.4)];
    expect(signEvidence(seen)).toBeCloseTo(evidence, 6);
  });

  it.each(SCIPY.t)('by t: $worsenings', ({ worsenings: seen, evidence }) => {
    expect(tEvidence(seen) / evidence).toBeCloseTo(1, 5);
  });

  it('is none where nothing differs, and has a value where every pair differs alike', () => {
    expect(pairEvidence([0, 0, 0, 0])).toBeLessThanOrEqual(1);
    expect(pairEvidence([0.2, 0.2, 0.2, 0.2, 0.2])).toBeCloseTo((6 ** 2 + signEvidence([1, 1, 1, 1, 1])) / 2, 9);
  });

  it('is for one direction only: what counts for worse does not count for better', () => {
    fc.assert(
      fc.property(worsenings, (seen) => {
        expect(tEvidence(seen) > 1 && tEvidence(seen.map((it) => -it)) > 1).toBe(false);
        expect(signEvidence(seen) > 1 && signEvidence(seen.map((it) => -it)) > 1 && seen.some((it) => it !== 0)).toBe(
          signEvidence(seen) > 1 && seen.filter((it) => it > 0).length === seen.filter((it) => it < 0).length,
        );
      }),
    );
  });

  it('does not depend on the unit, nor on the order of the pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 15 }), (seen) => {
        const evidence = pairEvidence(seen);
        expect(pairEvidence(seen.map((it) => it * 1024)) / (evidence || 1)).toBeCloseTo(evidence === 0 ? 0 : 1, 6);
        expect(pairEvidence([...seen].reverse()) / (evidence || 1)).toBeCloseTo(evidence === 0 ? 0 : 1, 6);
      }),
    );
  });

  it('by signs never falls when one more pair turns from better to worse', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 20 }), (worse, better) => {
        const of = (up: number, down: number) =>
          signEvidence([...Array<number>(up).fill(1), ...Array<number>(down).fill(-1)]);
        fc.pre(worse >= better);
        expect(of(worse + 1, better - 1)).toBeGreaterThanOrEqual(of(worse, better));
      }),
    );
  });
});
