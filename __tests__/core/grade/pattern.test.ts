import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RE2JS } from 're2js';

import { removeMatches } from '../../../src/core/grade/pattern.js';

/** The engine has to look for a `y` through all that follows, at each `x`. */
const GREEDY = 'x.*y|x';

describe('removeMatches', () => {
  it.each([
    ['took 12 ms\nand 3 ms', ['\\d+ ms'], 'took \nand '],
    ['aab', ['^a'], 'ab'],
    ['a\na\nb', ['^a\\n'], 'b'],
    ['abcabc', ['b', 'ac'], ''],
    ['word', ['\\b'], 'word'],
    ['', ['x'], ''],
  ])('%j without %j is %j', (text, patterns, left) => {
    expect(removeMatches(text, patterns)).toBe(left);
  });

  it('says when one is no pattern', () => {
    expect(removeMatches('x', ['('])).toBeUndefined();
  });

  it('is what the engine itself removes, however long the text', () => {
    const piece = fc.constantFrom('a', 'x', 'y', ' ', '\n', '12', 'é', '🙂', 'word '.repeat(300));
    const pattern = fc.constantFrom('x', '\\d+', '^\\s+', 'a$', '\\bword', 'x*', '[^a]y', '🙂?x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pattern, (pieces, one) => {
        const text = pieces.join('');
        expect(removeMatches(text, [one])).toBe(RE2JS.compile(one, RE2JS.MULTILINE).matcher(text).replaceAll(''));
      }),
      { numRuns: 150 },
    );
  });

  it('takes four times as long for four times the text, not sixteen', () => {
    const work = (length: number): number => {
      const text = 'x'.repeat(length);
      const before = process.cpuUsage();
      expect(removeMatches(text, [GREEDY])).toBe('');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    work(2000);
    expect(work(24_000) / work(6000)).toBeLessThan(9);
  });
});
