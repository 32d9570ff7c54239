import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TextGrader } from '../../../src/core/evals/graders.js';
import { gradeText } from '../../../src/core/grade/text.js';
import { contentOf } from '../../../src/core/run/content.js';
import { baseOf, bytes, cut, say, subjectOf } from './trials.js';

const equals = (value: string): TextGrader => ({ kind: 'equals', value });
const sameAsBase = (...ignore: string[]): TextGrader => ({ kind: 'same-as-base', ignore });

describe('equals', () => {
  it.each([
    ['a\n', 'a\n', 'agrees'],
    ['', '', 'agrees'],
    ['a', 'b', 'objects: stdout: first difference at line 1, column 1: expected "b", got "a"'],
    ['a', 'a\n', 'only the newline at the end differs'],
  ])('%j against %j: %s', (got, expected, words) => {
    expect(say(got, equals(expected))).toContain(words);
  });

  it('compares bytes', () => {
    expect(say(bytes(0x61, 0xff), equals('ab'))).toBe(
      'objects: stdout is not UTF-8 text (2 bytes): first difference at byte 2: expected 0x62, got 0xff',
    );
  });

  it('keeps 2 KiB of each side, cut between characters', () => {
    const judged = gradeText(subjectOf('é'.repeat(3000)), equals(`x${'é'.repeat(3000)}`));
    expect(judged).toMatchObject({
      because: { expected: `x${'é'.repeat(1023)}… (3954 more bytes)`, got: `${'é'.repeat(1024)}… (3952 more bytes)` },
    });
  });

  it('passes if and only if the texts are equal', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(say(one, equals(one))).toBe('agrees');
        expect(say(one, equals(other)) === 'agrees').toBe(one === other);
      }),
    );
  });
});

describe('contains and not-contains', () => {
  it.each<[string, TextGrader, string]>([
    ['abc', { kind: 'contains', values: ['a', 'c'] }, 'agrees'],
    ['abc', { kind: 'contains', values: ['a', 'x\t'] }, 'objects: stdout does not contain "x\\t"'],
    ['abc', { kind: 'not-contains', values: ['x', 'y'] }, 'agrees'],
    ['a\nbc', { kind: 'not-contains', values: ['x', 'c'] }, 'objects: stdout contains "c" in line 2'],
  ])('%j, %j: %s', (text, grader, words) => {
    expect(say(text, grader)).toBe(words);
  });

  it('look at bytes where there is no text', () => {
    expect(say(bytes(0xff, 0x61), { kind: 'contains', values: ['a'] })).toBe('agrees');
    expect(say(bytes(0xff, 0x61), { kind: 'contains', values: ['\ufffd'] })).toMatch(/^objects/);
    expect(say(bytes(0xff, 0x61), { kind: 'not-contains', values: ['a'] })).toMatch(/^objects/);
  });
});

describe('matches', () => {
  it.each([
    ['line one\nyear 2020\n', '^year \\d+$', 'agrees'],
    ['year 20', '\\d{4}', 'objects: stdout does not match "\\\\d{4}"'],
    ['x', '(', 'cannot say: the pattern "(" cannot be read'],
    ['x', '(?=x)', 'cannot say: the pattern "(?=x)" cannot be read'],
  ])('%j, %s: %s', (text, pattern, words) => {
    expect(say(text, { kind: 'matches', pattern })).toBe(words);
  });

  it('takes time in proportion to the text', () => {
    expect(say('a'.repeat(50_000), { kind: 'matches', pattern: '(a+)+b' })).toMatch(/^objects/);
  });
});

describe('snapshot', () => {
  it('names its file', () => {
    const grader: TextGrader = { kind: 'snapshot', file: 'evals/_snapshots/a.txt', content: 'a\n' };
    expect(say('a\n', grader)).toBe('agrees');
    expect(say('a', grader)).toContain(
      'stdout is not as in the snapshot evals/_snapshots/a.txt: first difference at line 1',
    );
  });
});

describe('same-as-base', () => {
  it('passes on base itself', () => {
    expect(say('a', sameAsBase())).toBe('agrees');
  });

  it.each([
    [{ head: 'a', base: 'a', ignore: [] }, 'agrees'],
    [{ head: 'took 12ms', base: 'took 9ms', ignore: ['\\d+ms'] }, 'agrees'],
    [
      { head: 'took 12ms', base: 'took 9ms', ignore: [] },
      'differs: stdout is not as on base: first difference at line 1, column 6',
    ],
    [
      { head: 'x 12ms', base: 'y 9ms', ignore: ['\\d+ms'] },
      'differs: stdout is not as on base (without what `ignore` matches): first difference',
    ],
    [{ head: 'a', base: 'b', ignore: ['('] }, 'cannot say: a pattern of `ignore` cannot be read'],
  ])('%j: %s', ({ head, base, ignore }, words) => {
    expect(say(head, sameAsBase(...ignore), baseOf(base))).toContain(words);
  });

  it('does not mind the folder in which each side ran', () => {
    const base = { kind: 'content', content: contentOf('at /tmp/1/tree/a.js'), root: '/tmp/1/tree' } as const;
    const subject = { ...subjectOf('at /tmp/2/tree/a.js', base), root: '/tmp/2/tree' };
    expect(gradeText(subject, sameAsBase())).toEqual({ kind: 'agrees' });
    expect(gradeText({ ...subject, root: undefined }, sameAsBase()).kind).toBe('differs');
  });

  it('does not mind the home and the temp folder beside it either', () => {
    const base = { kind: 'content', content: contentOf('/tmp/1/home /tmp/1/temp/x'), root: '/tmp/1/tree' } as const;
    const other = { ...subjectOf('/tmp/2/home /tmp/2/temp/x', base), root: '/tmp/2/tree' };
    expect(gradeText(other, sameAsBase())).toEqual({ kind: 'agrees' });
    const elsewhere = { ...subjectOf('/tmp/2/home /tmp/2/temp/y', base), root: '/tmp/2/tree' };
    expect(gradeText(elsewhere, sameAsBase()).kind).toBe('differs');
  });

  it('compares bytes exactly, whatever is ignored', () => {
    expect(say(bytes(0xff, 1), sameAsBase(), baseOf(bytes(0xff, 1)))).toBe('agrees');
    expect(say(bytes(0xff, 1), sameAsBase('.'), baseOf(bytes(0xff, 2)))).toContain('first difference at byte 2');
    expect(say('a', sameAsBase('.'), baseOf(bytes(0xff)))).toContain('first difference at byte 1');
  });

  it('tells what base did not write from what base did not say', () => {
    expect(say('a', sameAsBase(), { kind: 'not-written', why: 'wrote a, base did not' })).toBe(
      'differs: wrote a, base did not',
    );
    expect(say('a', sameAsBase(), { kind: 'unknown', why: 'base was not run' })).toBe('cannot say: base was not run');
  });

  it('cannot compare with a base that was cut; a head that was cut differs', () => {
    expect(say('a', sameAsBase(), baseOf(cut('a')))).toBe(
      "cannot say: base's stdout is over the cap of 1 bytes (9999 were written)",
    );
    expect(say(cut('a'), sameAsBase(), baseOf('a'))).toBe(
      "differs: stdout is over the cap of 1 bytes (9999 were written); base's is not",
    );
    expect(say(cut('a'), sameAsBase(), baseOf(cut('a')))).toMatch(/^cannot say/);
  });
});

describe('a text that was cut by the cap', () => {
  it.each<[TextGrader]>([
    [equals('{"a":1}')],
    [{ kind: 'snapshot', file: 'f', content: '{"a":1}' }],
    [{ kind: 'not-contains', values: ['x'] }],
    [{ kind: 'json', checks: [{ path: '$.a', matchers: [{ kind: 'equals', value: 1 }] }] }],
    [{ kind: 'json-schema', schema: {} }],
  ])('never satisfies %j', (grader) => {
    expect(say('{"a":1}', grader)).toBe('agrees');
    expect(say(cut('{"a":1}'), grader)).toBe('objects: stdout is over the cap of 7 bytes (9999 were written)');
  });

  it('may satisfy contains and matches with what is there', () => {
    expect(say(cut('abc'), { kind: 'contains', values: ['b'] })).toBe('agrees');
    expect(say(cut('abc'), { kind: 'matches', pattern: '^a' })).toBe('agrees');
    expect(say(cut('abc'), { kind: 'contains', values: ['x'] })).toContain(
      'in what is kept: stdout is over the cap of 3 bytes',
    );
    expect(say(cut('abc'), { kind: 'matches', pattern: 'x' })).toContain(
      'in what is kept: stdout is over the cap of 3 bytes',
    );
  });
});
