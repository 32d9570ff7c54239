import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { decideMetrics } from '../../../src/core/compare/decide-metric.js';
import type { MetricEvidence } from '../../../src/core/compare/metric-evidence.js';
import { isOver, toleranceOf, worseningOf } from '../../../src/core/compare/metric-pair.js';
import type { Metric } from '../../../src/core/evals/metric.js';
import type { Reading } from '../../../src/core/grade/read-number.js';

const TIME: Metric = {
  name: 'time',
  from: { kind: 'duration' },
  better: 'lower',
  allow: { kind: 'share', share: 0.1 },
  unit: '',
  noisy: true,
};
const BYTES: Metric = {
  ...TIME,
  name: 'bytes',
  from: { kind: 'file', path: 'a.js', at: { kind: 'size' } },
  noisy: false,
};
const COURT = { compared: 1, broken: 0, errorRate: 0.05 };

type Given = number | Reading;

function seen(metric: Metric, base: readonly Given[], head: readonly Given[]): MetricEvidence {
  const side = (given: readonly Given[]) =>
    new Map(given.map((it, index) => [index, typeof it === 'number' ? ({ kind: 'number', value: it } as const) : it]));
  return { id: 'e/c:m', eval: 'e', name: 'c:m', metric, readings: { base: side(base), head: side(head) } };
}

function decide(evidence: MetricEvidence, pairs = 12, court = COURT) {
  return decideMetrics([{ evidence, pairs }], court)[0];
}

const NONE: Reading = { kind: 'none', why: 'stdout does not say' };
const NO_TRIAL: Reading = { kind: 'no-trial' };

describe('an exact number', () => {
  it.each([
    ['the same', [1000], [1000], 12, { kind: 'decided', finding: 'still-passes' }],
    ['worse within what is allowed', [1000], [1100], 12, { kind: 'decided', finding: 'still-passes' }],
    ['better', [1000], [900], 12, { kind: 'decided', finding: 'better' }],
    ['worse by more, seen once', [1000], [1101], 12, { kind: 'in-doubt', pairs: 1 }],
    ['worse by more, confirmed', [1000, 1000], [1101, 1101], 12, { kind: 'decided', finding: 'broke' }],
    ['one that turns out to vary', [1000, 1000], [1101, 1000], 12, { kind: 'in-doubt', pairs: 2 }],
  ] as const)('%s', (_, base, head, pairs, decision) => {
    expect(decide(seen(BYTES, base, head), pairs)).toEqual(decision);
  });

  it('stays in doubt where no trial is left to confirm it', () => {
    expect(decide(seen(BYTES, [1000], [1101]), 0)).toMatchObject({ finding: 'suspect' });
  });
});

describe('a noisy number', () => {
  const even = [1, 1.01, 0.99, 1.02, 0.98, 1, 1.01, 0.99];
  const slower = even.map((it) => 1.5 * it + 0.01);

  it('is left alone when the first pair is alike', () => {
    expect(decide(seen(TIME, [1], [1.03]))).toEqual({ kind: 'decided', finding: 'still-passes' });
  });

  it('asks for more pairs when the first one differs, either way', () => {
    expect(decide(seen(TIME, [1], [1.5]))).toEqual({ kind: 'in-doubt', pairs: 2 });
    expect(decide(seen(TIME, [1.5], [1]))).toEqual({ kind: 'in-doubt', pairs: 2 });
  });

  it('is worse once size and evidence say so, and not by one pair of values alone', () => {
    expect(decide(seen(TIME, even, slower), 4)).toEqual({ kind: 'decided', finding: 'broke' });
    expect(decide(seen(TIME, [1], [50]), 0)).toMatchObject({ finding: 'suspect' });
  });

  it('needs more where more is compared', () => {
    const few = seen(TIME, even.slice(0, 6), slower.slice(0, 6));
    expect(decide(few, 9, { ...COURT, compared: 1 })).toMatchObject({ finding: 'broke' });
    expect(decide(few, 9, { ...COURT, compared: 5000 })).toMatchObject({ kind: 'in-doubt' });
  });

  it('is not worse by a difference that is sure and small', () => {
    const little = even.map((it) => it * 1.07);
    expect(decide(seen(TIME, even, little), 4)).toMatchObject({ kind: 'in-doubt' });
    expect(decide(seen(TIME, even, little), 0)).toEqual({ kind: 'decided', finding: 'still-passes' });
  });

  it('is better only in every pair and by more than it might be worse', () => {
    expect(decide(seen(TIME, slower, even))).toEqual({ kind: 'decided', finding: 'better' });
    expect(decide(seen(TIME, [...slower, 1], [...even, 1.1]))).toEqual({ kind: 'decided', finding: 'still-passes' });
  });
});

describe('a number that is not there', () => {
  it.each([
    ['on head', [1], [NONE], 'unmeasured'],
    ['on base alone', [NONE], [1], 'added'],
    ['on neither', [NONE], [NONE], 'unmeasured'],
  ] as const)('%s', (_, base, head, finding) => {
    expect(decide(seen(TIME, base, head))).toMatchObject({ kind: 'decided', finding, note: 'stdout does not say' });
  });

  it('is tried again after a trial that failed, three times at most', () => {
    expect(decide(seen(TIME, [1], [NO_TRIAL]))).toEqual({ kind: 'in-doubt', pairs: 1 });
    expect(decide(seen(TIME, [1, 1, 1], [NO_TRIAL, NO_TRIAL, NO_TRIAL]))).toMatchObject({ finding: 'no-trial' });
  });
});

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const allowance = fc.oneof(
  fc.record({ kind: fc.constant('share' as const), share: fc.double({ min: 0, max: 0.9, noNaN: true }) }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
);
const direction = fc.constantFrom('lower' as const, 'higher' as const);

it('is as much worse one way round as it is better the other', () => {
  fc.assert(
    fc.property(number, number, allowance, direction, (base, head, allow, better) => {
      const metric = { ...TIME, allow, better };
      expect(worseningOf({ base, head }, metric)).toBeCloseTo(-worseningOf({ base: head, head: base }, metric), 9);
    }),
  );
});

it('is never less over for being worse, nor for a smaller allowance', () => {
  const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (base, head, more) => {
      const over = isOver({ base, head }, TIME);
      expect(isOver({ base, head: head + more }, TIME)).toBe(over || isOver({ base, head: head + more }, TIME));
      if (over) expect(isOver({ base, head: head + more }, TIME)).toBe(true);
      if (over) expect(isOver({ base, head }, { ...TIME, allow: { kind: 'share', share: 0.05 } })).toBe(true);
      // Pairs and exact numbers are held to the same size.
      const gap = worseningOf({ base, head }, TIME) - toleranceOf(TIME);
      if (Math.abs(gap) > 1e-9) expect(gap > 0).toBe(over);
    }),
  );
});
