import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { beliefOf } from '../../../src/core/compare/belief.js';
import type { Tally } from '../../../src/core/compare/change.js';
import { evidenceNumber } from '../../../src/core/compare/evidence-number.js';
import { PROFILES, type Measured } from '../../../src/core/compare/fail-rates.js';

const tally = (failed: number, passed: number): Tally => ({ passed, failed });
/** Nobody else was measured: what the case's own record says is all. */
const alone = (measured: Measured, record: Tally) =>
  beliefOf(measured, record, { weights: PROFILES[measured].weights, runs: 0 });
const evidence = (record: Tally, head: Tally, base: Tally): number =>
  evidenceNumber({ base, head }, alone('command', record));

/** Computed from the same formula by other means, with SciPy's distributions. */
const { evidence: rows } = JSON.parse(readFileSync('__tests__/fixtures/statistics/scipy.json', 'utf8')) as {
  evidence: readonly { measured: Measured; record: Tally; head: Tally; base: Tally; evidence: number }[];
};

describe('the evidence that head broke it', () => {
  it.each([
    ['100 of 100', tally(0, 100), tally(1, 0), 1, 147],
    ['100 of 100', tally(0, 100), tally(2, 0), 1, 434],
    ['100 of 100', tally(0, 100), tally(2, 0), 2, 1033],
    ['100 of 100', tally(0, 100), tally(2, 0), 3, 1961],
    ['100 of 100', tally(0, 100), tally(3, 0), 3, 4744],
    ['100 of 100', tally(0, 100), tally(1, 1), 1, 15.5],
    ['100 of 100', tally(0, 100), tally(2, 2), 3, 74.6],
    ['100 of 100', tally(0, 100), tally(3, 3), 4, 140],
    ['100 of 100', tally(0, 100), tally(4, 4), 6, 356],
    ['100 of 100', tally(0, 100), tally(5, 5), 8, 873],
    ['90 of 100', tally(10, 90), tally(1, 0), 1, 9.1],
    ['90 of 100', tally(10, 90), tally(2, 0), 2, 77.6],
    ['90 of 100', tally(10, 90), tally(3, 0), 3, 602],
    ['90 of 100', tally(10, 90), tally(4, 0), 3, 3117],
    ['90 of 100', tally(10, 90), tally(5, 0), 3, 9649],
    ['nothing', tally(0, 0), tally(2, 0), 2, 22],
    ['nothing', tally(0, 0), tally(4, 0), 4, 405],
    ['nothing', tally(0, 0), tally(6, 0), 6, 7223],
    ['nothing', tally(0, 0), tally(7, 0), 7, 30180],
  ])('with %s on record, head %j, %i passes of base: as published', (_, record, head, passes, expected) => {
    const found = evidence(record, head, tally(0, passes));
    expect(Math.abs(found - expected) / expected).toBeLessThan(0.025);
    if (expected >= 100) expect(Math.round(found)).toBe(expected);
  });

  it.each(rows)('$measured, record $record, head $head, base $base: as SciPy', (row) => {
    const found = evidenceNumber(row, alone(row.measured, row.record));
    expect(Math.abs(found / row.evidence - 1)).toBeLessThan(1e-9);
  });
});

const counts = fc.record({ passed: fc.nat(12), failed: fc.nat(12) });

it('grows with a failure on head and with a pass on base, as long as head has never passed', () => {
  fc.assert(
    fc.property(counts, fc.nat(8), fc.nat(8), (record, failed, passed) => {
      const now = evidence(record, tally(failed + 1, 0), tally(0, passed + 1));
      expect(evidence(record, tally(failed + 2, 0), tally(0, passed + 1))).toBeGreaterThan(now);
      expect(evidence(record, tally(failed + 1, 0), tally(0, passed + 2))).toBeGreaterThan(now);
    }),
  );
});

/**
 * What the bound rests on: if both sides fail at the rates of the belief, the average of the evidence after any fixed number of
 * trials is at most 1. Summed over all outcomes, not sampled.
 */
it.each([tally(0, 0), tally(0, 100), tally(10, 90)])('is 1 on average where nothing broke, record %j', (record) => {
  const belief = alone('command', record);
  const [bases, heads] = [3, 4];
  let average = 0;
  for (let base = 0; base <= bases; base += 1) {
    for (let head = 0; head <= heads; head += 1) {
      const seen = { base: tally(base, bases - base), head: tally(head, heads - head) };
      average += choose(bases, base) * choose(heads, head) * evidenceNumber(seen, belief) * chanceIfSame(seen, belief);
    }
  }
  expect(average).toBeLessThanOrEqual(1 + 1e-9);
  expect(average).toBeGreaterThan(0.98);
});

function chanceIfSame(
  { base, head }: { base: Tally; head: Tally },
  { weights, distrust }: ReturnType<typeof alone>,
): number {
  const rates = [0.0005, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7];
  const failed = base.failed + head.failed;
  const passed = base.passed + head.passed;
  const at = (rate: number): number => rate ** failed * (1 - rate) ** passed;
  const known = rates.reduce((sum, rate, index) => sum + (weights[index] ?? 0) * at(rate), 0);
  const any = Array.from({ length: 19 }, (_, index) => at((index + 1) / 20)).reduce((sum, one) => sum + one, 0) / 19;
  return (1 - distrust) * known + distrust * any;
}

function choose(all: number, some: number): number {
  return some === 0 ? 1 : (choose(all, some - 1) * (all - some + 1)) / some;
}
