import { expect, it } from '@jest/globals';
import fc from 'fast-check';

import { unnoticedParts, type Notice, type Unnoticed } from '../../../src/core/diagnose/unnoticed.js';

const alone = (some: readonly number[]): readonly number[] => some;

function play(
  weights: readonly number[],
  says: (part: readonly number[]) => Notice | 'stop',
  closed: (some: readonly number[]) => readonly number[] = alone,
): { readonly found: Unnoticed; readonly asked: readonly string[] } {
  const parts = unnoticedParts(weights, closed);
  const asked: string[] = [];
  let step = parts.next();
  while (step.done !== true) {
    asked.push(step.value.join(' '));
    step = parts.next(says(step.value));
  }
  return { found: step.value, asked };
}

/** Pieces are told by a letter each: `n` is noticed, `s` shows, `d` is dark, `u` cannot be tried. */
const saysOf =
  (pieces: string) =>
  (part: readonly number[]): Notice => {
    const all = part.map((at) => pieces[at]);
    if (all.includes('u')) return 'unknown';
    if (all.includes('n')) return 'noticed';
    return all.includes('s') ? 'shown' : 'dark';
  };
const ones = (pieces: string): readonly number[] => pieces.split('').map(() => 1);

it.each([
  ['', { dark: [], shown: [], open: [] }, []],
  ['n', { dark: [], shown: [], open: [] }, ['0']],
  ['s', { dark: [], shown: [[0]], open: [] }, ['0']],
  ['u', { dark: [], shown: [], open: [0] }, ['0']],
  ['dddd', { dark: [[0, 1, 2, 3]], shown: [], open: [] }, ['0 1 2 3']],
  ['ddnd', { dark: [[0, 1], [3]], shown: [], open: [] }, ['0 1 2 3', '0 1', '2 3', '2', '3']],
  ['sd', { dark: [[1]], shown: [[0]], open: [] }, ['0 1', '0', '1']],
  ['du', { dark: [[0]], shown: [], open: [1] }, ['0 1', '0', '1']],
] as const)('halves what is not dark: %s', (pieces, found, asked) => {
  expect(play(ones(pieces), saysOf(pieces))).toEqual({ found, asked });
});

it('tries the heaviest group first', () => {
  expect(play([1, 1, 5, 1], saysOf('nnnn')).asked).toEqual(['0 1 2 3', '2 3', '2', '0 1', '3', '0', '1']);
});

it('takes back with a part whatever cannot stay without it', () => {
  const closed = (some: readonly number[]): readonly number[] => (some.includes(0) ? [...new Set([...some, 2])] : some);
  const { found, asked } = play(ones('dnd'), saysOf('dnd'), closed);
  expect(asked).toEqual(['0 1 2', '0 1 2', '2', '0 2', '1']);
  expect(found).toEqual({ dark: [[2], [0]], shown: [], open: [] });
});

it('leaves open what it did not get to', () => {
  let looks = 0;
  const { found } = play(ones('ddnd'), (part) => ((looks += 1) > 3 ? 'stop' : saysOf('ddnd')(part)));
  expect(found).toEqual({ dark: [[0, 1]], shown: [], open: [2, 3] });
});

it('names every piece once: dark, shown, open, or by nothing where it was noticed', () => {
  const pieces = fc.array(fc.constantFrom('n', 's', 'd', 'u'), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }), (letters, weights) => {
      const all = letters.join('');
      const { found } = play(weights.slice(0, all.length), saysOf(all));
      const named = (letter: string): readonly number[] =>
        all.split('').flatMap((one, at) => (one === letter ? [at] : []));
      const flat = (lists: readonly (readonly number[])[]): readonly number[] => lists.flat().sort((a, b) => a - b);
      expect(flat(found.dark)).toEqual(named('d'));
      expect(flat(found.shown)).toEqual(named('s'));
      expect(flat([found.open])).toEqual(named('u'));
    }),
  );
});
