import { describe, expect, it } from '@jest/globals';
import { differenceOf } from '../../../src/core/report/difference.js';

const of = (expected: string | undefined, got: string | undefined) => {
  const sides = { ...(expected !== undefined && { expected }), ...(got !== undefined && { got }) };
  return differenceOf([{ target: 'stdout', summary: 'one\ntwo', ...sides }], 12).split('\n');
};

describe('differenceOf', () => {
  it('shows only the lines near the difference', () => {
    const text = (middle: string) => ['1', '2', '3', '4', middle, '6', '7', '8', '9'].join('\n');
    expect(of(text('5'), text('five'))).toEqual(['@@ stdout @@', '  3', '  4', '- 5', '+ five', '  6', '  7']);
  });

  it('names what is empty, and a missing newline at the end', () => {
    expect(of('a\n', '')).toEqual(['@@ stdout @@', '- a', '+ (empty)']);
    expect(of('a\n', 'a')).toEqual(['@@ stdout @@', '- a', '+ a', '\\ no newline at the end']);
  });

  it('says the summary where there is nothing to compare', () => {
    expect(of(undefined, undefined)).toEqual(['@@ stdout @@', '  one', '  two']);
    expect(of('a', undefined)).toEqual(['@@ stdout @@', '- a']);
  });

  it('shows both sides of a long difference', () => {
    const long = Array.from({ length: 5000 }, (_, at) => `line ${at}`).join('\n');
    expect(of(long, 'short')).toEqual([
      '@@ stdout @@',
      ...[0, 1, 2, 3].map((at) => `- line ${at}`),
      '- … 396 more',
      '+ short',
    ]);
  });

  it('keeps a target in its line, and tells of four graders', () => {
    const one = { target: 'a\nb', summary: 's', difference: 'x\ny' };
    const told = differenceOf(Array(6).fill(one), 12).split('\n');
    expect(told[0]).toBe('@@ a\\nb: x\\ny @@');
    expect(told.at(-1)).toBe('@@ 2 more @@');
  });
});
