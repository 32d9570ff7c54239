import { describe, expect, it } from '@jest/globals';

import type { Metric } from '../../../src/core/evals/metric.js';
import { DEFAULT_POLICY } from '../../../src/core/evals/policy.js';
import { weakerEvals } from '../../../src/core/integrity/weaker-evals.js';
import { aCase, aCommandEval } from '../../support/evals.js';

const BYTES: Metric = {
  name: 'bytes',
  from: { kind: 'stdout', at: { kind: 'json', path: '$.bytes' } },
  better: 'lower',
  allow: { kind: 'share', share: 0.01 },
  unit: 'bytes',
  noisy: false,
};
const AMOUNT = { allow: { kind: 'amount', amount: 64 } } as const;
const FILE = { from: { kind: 'file', path: 'a.js', at: { kind: 'size' } } } as const;

function brief(was: readonly Metric[], is: readonly Metric[]): readonly string[] {
  const exam = (metrics: readonly Metric[]) => ({
    evals: [aCommandEval('speed', { cases: [aCase('large', { metrics })] })],
    policy: DEFAULT_POLICY,
  });
  return weakerEvals(exam(was), exam(is), 'evals/_formative.yml').map(
    ({ of, was: old, is: now }) => `${of}: ${old} → ${now}`,
  );
}

describe('a number that may get worse than it might', () => {
  it.each<[string, Partial<Metric>, Partial<Metric>, string]>([
    ['allows more', {}, { allow: { kind: 'share', share: 0.5 } }, 'allow: 1% → 50%'],
    ['allows a larger amount', AMOUNT, { allow: { kind: 'amount', amount: 65 } }, 'allow: 64 → 65'],
    ['allows by another measure', {}, AMOUNT, 'allow: 1% → 64'],
    ['is to go the other way', {}, { better: 'higher' }, 'better: lower → higher'],
    ['comes from another place', {}, FILE, 'from: stdout $.bytes → a.js size'],
    [
      'comes from another pattern',
      { from: { kind: 'stdout', at: { kind: 'pattern', pattern: '(\\d+)' } } },
      { from: { kind: 'stdout', at: { kind: 'pattern', pattern: '0*(\\d)' } } },
      'from: stdout (\\d+) → stdout 0*(\\d)',
    ],
    ['is called noisy', {}, { noisy: true }, 'noisy: false → true'],
  ])('%s', (_, before, after, words) => {
    const was = { ...BYTES, ...before };
    expect(brief([was], [{ ...was, ...after }])).toEqual([`speed: large metric bytes ${words}`]);
  });

  it('is gone, or has another name', () => {
    const gone = 'speed: large metric bytes: a metric → gone';
    expect(brief([BYTES], [])).toEqual([gone]);
    expect(brief([BYTES], [{ ...BYTES, name: 'size' }])).toEqual([gone]);
  });

  it.each<[string, Partial<Metric>]>([
    ['the same', {}],
    ['one that allows less', { allow: { kind: 'share', share: 0 } }],
    ['one with another name for its unit', { unit: 'B' }],
  ])('is not %s', (_, edit) => {
    expect(brief([BYTES], [{ ...BYTES, ...edit }])).toEqual([]);
  });

  it('is not one called exact that was noisy, nor a new one', () => {
    expect(brief([{ ...BYTES, noisy: true }], [BYTES])).toEqual([]);
    expect(brief([], [BYTES])).toEqual([]);
  });
});
