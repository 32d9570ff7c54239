import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suggest } from '../../../src/core/evals/close-name.js';
import { placesOf } from '../../../src/core/evals/places.js';
import { splitWords } from '../../../src/core/evals/words.js';

describe('splitWords', () => {
  it.each([
    ['', []],
    ['  a\tb ', ['a', 'b']],
    [`'a b' "c \\" d" e\\ f`, ['a b', 'c " d', 'e f']],
    [`a'b'"c"d`, ['abcd']],
    [`''`, ['']],
    [`"a\\b" 'a\\b'`, ['a\\b', 'a\\b']],
    [`it's`, [`it's`]],
    ['$HOME *', ['$HOME', '*']],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it('gives back what was quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).filter((word) => !word.includes("'"))), (words) => {
        expect(splitWords(words.map((word) => `'${word}'`).join(' '))).toEqual(words);
      }),
    );
  });
});

describe('suggest', () => {
  it.each([
    ['stdot', 'stdout'],
    ['contians', 'contains'],
    ['nedes', 'needs'],
    ['agrs', 'args'],
  ])('knows what %s may have meant', (name, meant) => {
    expect(suggest(name, ['args', 'stdin', 'stdout', 'contains', 'needs'])).toBe(`, did you mean \`${meant}\`?`);
  });

  it.each(['b', 'xyz', 'completely-different', 'x'.repeat(10_000)])('says nothing of %s', (name) => {
    expect(suggest(name, ['a', 'args', 'stdout'])).toBe('');
  });
});

describe('placesOf', () => {
  it('counts lines as YAML ends them', () => {
    const place = placesOf('ab\ncd\r\nef\rgh');
    expect([0, 1, 3, 4, 7, 10, 11].map((offset) => place(offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 2 },
    ]);
  });
});
