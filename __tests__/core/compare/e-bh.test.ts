import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { barOf, reachedBar } from '../../../src/core/compare/e-bh.js';

const court = { compared: 200, broken: 0, errorRate: 0.05 };

describe('the bar', () => {
  it('is the number of cases over the error rate, and lower for each break that was said', () => {
    expect(barOf(court)).toBe(4000);
    expect(barOf({ ...court, broken: 3 })).toBe(1000);
  });

  it.each([
    ['none', [], Infinity],
    ['one that is not enough', [3999], Infinity],
    ['one that is', [4000, 12], 4000],
    ['two, each too little alone', [2000, 2000], 2000],
    ['a later one carries those before it', [1500, 1400, 1334, 5], 1334],
    ['one that is too little even beside others', [9000, 1999], 9000],
  ])('%s', (_, evidence, reached) => {
    expect(reachedBar(evidence, court)).toBe(reached);
  });
});

it('never says a break with less evidence than each of the said ones needs together', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 10_000, noNaN: true })), (evidence) => {
      const reached = reachedBar(evidence, court);
      const said = evidence.filter((it) => it >= reached);
      for (const it of said) expect(it).toBeGreaterThanOrEqual(court.compared / (court.errorRate * said.length));
    }),
  );
});
