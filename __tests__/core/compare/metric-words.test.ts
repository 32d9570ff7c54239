import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { MetricComparison } from '../../../src/core/compare/change.js';
import { allowedWords, amountWords, comparedWords } from '../../../src/core/compare/metric-words.js';
import type { Metric } from '../../../src/core/evals/metric.js';

const SEEN: MetricComparison = {
  name: 'time',
  better: 'lower',
  unit: 's',
  allowed: 'at most 10 % more',
  noisy: true,
  base: 4.1,
  head: 9.84,
  pairs: 8,
  worse: 8,
};

describe('an amount', () => {
  it.each([
    [9.84, 's', true, '9.84 s'],
    [0.0412, 's', true, '41.2 ms'],
    [-0.5, 's', true, '-500 ms'],
    [1032, 'bytes', false, '1,032 bytes'],
    [1_234_567, 'bytes', true, '1.23 MB'],
    [0, 'bytes', true, '0 bytes'],
    [12, 'queries', false, '12 queries'],
    [0.1 + 0.2, '', false, '0.3'],
    [1234.567, '', true, '1,235'],
    [1e20, 'queries', false, '1.000e+20 queries'],
  ] as const)('of %d %s (noisy: %s) is read as %s', (value, unit, noisy, words) => {
    expect(amountWords(value, { unit, noisy })).toBe(words);
  });

  it('is never lost: every number has words without NaN', () => {
    const unit = fc.constantFrom('', 's', 'bytes', 'queries');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), unit, fc.boolean(), (value, of, noisy) => {
        expect(amountWords(value, { unit: of, noisy })).toMatch(/^-?\d[\d,.]*(e[+-]\d+)?( \S+)?$/);
      }),
    );
  });
});

describe('two sides', () => {
  it.each<[string, { readonly [K in keyof MetricComparison]?: MetricComparison[K] | undefined }]>([
    ['9.84 s on head, 4.1 s on base: 2.4 times as much, worse in 8 of 8 pairs', {}],
    ['4.4 s on head, 4.1 s on base: 7.32 % more, worse in 5 of 8 pairs', { head: 4.4, worse: 5 }],
    ['2 s on head, 4.1 s on base: 51.2 % less', { head: 2, worse: 0 }],
    ['2 s on head, 4.1 s on base: 51.2 % less, better in 8 of 8 pairs', { head: 2, worse: 0, improved: true }],
    ['4.1 s on head, 4.1 s on base', { head: 4.1, worse: 0 }],
    ['4.1 s on head, 4.1 s on base, worse in 4 of 8 pairs', { head: 4.1, worse: 4 }],
    ['9.84 s on head, 4.1 s on base: 2.4 times as much', { pairs: 1, worse: 1 }],
    ['1 s on head, 0 ms on base', { base: 0, head: 1, pairs: 1 }],
    ['no number on head, 4.1 s on base', { head: undefined }],
    ['9.84 s on head, no number on base', { base: undefined }],
    ['no number on either side', { base: undefined, head: undefined }],
    [
      '13 queries on head, 12 queries on base: 8.33 % more, worse in 2 of 2 trials',
      { unit: 'queries', noisy: false, base: 12, head: 13, pairs: 2, worse: 2 },
    ],
  ])('%s', (words, more) => {
    const given = Object.entries({ ...SEEN, ...more }).filter(([, value]) => value !== undefined);
    expect(comparedWords(Object.fromEntries(given) as unknown as MetricComparison)).toBe(words);
  });
});

it.each<[string, Pick<Metric, 'allow' | 'better'>, string]>([
  ['at most 10 % more', { better: 'lower', allow: { kind: 'share', share: 0.1 } }, 's'],
  ['nothing less', { better: 'higher', allow: { kind: 'share', share: 0 } }, ''],
  ['at most 50 ms more', { better: 'lower', allow: { kind: 'amount', amount: 0.05 } }, 's'],
  ['at most 64 bytes more', { better: 'lower', allow: { kind: 'amount', amount: 64 } }, 'bytes'],
  ['nothing more', { better: 'lower', allow: { kind: 'amount', amount: 0 } }, ''],
])('what is allowed: %s', (words, allowed, unit) => {
  const rest = { name: 'm', from: { kind: 'duration' }, unit: '', noisy: true } as const;
  expect(allowedWords({ ...rest, ...allowed }, unit)).toBe(words);
});
