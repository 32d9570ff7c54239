import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstDifference } from '../../../src/core/grade/first-difference.js';

describe('firstDifference', () => {
  it.each([
    ['a\nb\nabcdx', 'a\nb\nabcdy', 'first difference at line 3, column 5: expected "x", got "y"'],
    ['', 'a', 'first difference at line 1, column 1: expected the end, got "a"'],
    ['ab', 'a', 'first difference at line 1, column 2: expected "b", got the end'],
    ['a\nb', 'ab', 'first difference at line 1, column 2: expected the end of the line, got "b"'],
    ['😀x', '😀y', 'first difference at line 1, column 2: expected "x", got "y"'],
    ['😀', '😁', 'first difference at line 1, column 1: expected "😀", got "😁"'],
    ['say "x"\\', 'say "y"\\', 'first difference at line 1, column 6: expected "x\\"\\\\", got "y\\"\\\\"'],
    ['b\tc', 'x\tc', 'first difference at line 1, column 1: expected "b\\tc", got "x\\tc"'],
    ['b\u200bc', 'xc', 'first difference at line 1, column 1: expected "b\\u{200b}c", got "xc"'],
    [`1${'x'.repeat(99)}`, '2', `first difference at line 1, column 1: expected "1${'x'.repeat(23)}", got "2"`],
  ])('of %j and %j', (expected, got, difference) => {
    expect(firstDifference(expected, got)).toBe(difference);
  });

  it.each([
    ['a\n', 'a', 'column 2: expected the end of the line, got the end; only the newline at the end differs'],
    ['a', 'a\r\n', 'column 2: expected the end, got a carriage return; only the newline at the end differs'],
    ['a\nb\n', 'a\r\nb\r\n', 'got a carriage return; only the kind of line endings differs (CRLF or LF)'],
    ['a\nb', 'a \nb', 'got a space; only white space at the ends of lines differs'],
    ['a b', 'a\tb', 'expected a space, got a tab; only the kind of spaces differs'],
    ['a b', 'a\u00a0b', 'expected a space, got a no-break space (U+00A0); only the kind of spaces differs'],
    ['\u00e9', 'e\u0301', 'expected "é", got "e\\u{301}"; only the Unicode normal form differs'],
    ['x', '\u0007x', 'expected "x", got the character U+0007'],
    ['x', '\ufeffx', 'expected "x", got a byte order mark (U+FEFF)'],
  ])('makes visible what %j and %j differ in', (expected, got, words) => {
    expect(firstDifference(expected, got)).toContain(words);
  });

  it('is undefined for equal texts alone, and can be turned round', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', ' ', 'é', '😀', '😁') });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const difference = firstDifference(one, other);
        expect(difference === undefined).toBe(one === other);
        const place = difference?.split(':')[0];
        expect(firstDifference(other, one)?.split(':')[0]).toBe(place);
      }),
    );
  });
});
