import { expect, it } from '@jest/globals';

import { readLately, writeLately } from '../../../src/core/plan/lately.js';

const a = { unit: 'a/run', seconds: 1.5, failed: true };
const b = { unit: 'b/run', seconds: 2, failed: false };

it('reads what it wrote, the latest of each', () => {
  const first = readLately(writeLately(new Map(), [a, b]));
  expect([...first.values()]).toEqual([a, b]);
  const second = readLately(writeLately(first, [{ ...a, failed: false }]));
  expect([...second.values()]).toEqual([b, { ...a, failed: false }]);
});

it.each([
  ['nothing', ''],
  ['half a line', '{"schema":"formative.lately/1","unit":"a'],
  ['another file', '{"schema":"formative.history/1","case":"a"}'],
  ['a number that is none', '{"schema":"formative.lately/1","unit":"a","seconds":"1","failed":true}'],
  ['time that runs backwards', '{"schema":"formative.lately/1","unit":"a","seconds":-1,"failed":true}'],
])('leaves out %s', (_, line) => {
  expect([...readLately(`${line}\n${writeLately(new Map(), [b])}`).values()]).toEqual([b]);
});

it('does not grow without end', () => {
  const many = Array.from({ length: 25_000 }, (_, at) => ({ ...a, unit: `u${at}` }));
  const kept = readLately(writeLately(new Map(), many));
  expect([kept.size, kept.has('u24999'), kept.has('u0')]).toEqual([20_000, true, false]);
});
