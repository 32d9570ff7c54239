import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonMatcher } from '../../../src/core/evals/graders.js';
import { bytes, say } from './trials.js';

const DATES = JSON.stringify({
  year: 2020,
  tags: ['a', 'b'],
  items: [
    { n: 1, s: 'xa' },
    { n: 2, s: 'xb' },
  ],
  none: null,
  '': {},
});

function json(path: string, ...matchers: JsonMatcher[]) {
  return { kind: 'json', checks: [{ path, matchers }] } as const;
}

describe('json', () => {
  it.each<[string, JsonMatcher]>([
    ['$.year', { kind: 'equals', value: 2020 }],
    ['$.items[0]', { kind: 'equals', value: { s: 'xa', n: 1 } }],
    ['$.none', { kind: 'equals', value: null }],
    ['$.tags', { kind: 'contains', value: 'b' }],
    ['$.items', { kind: 'contains', value: { n: 2, s: 'xb' } }],
    ['$.items[1].s', { kind: 'contains', value: 'b' }],
    ['$.tags', { kind: 'not-contains', value: 'c' }],
    ['$.items[*].s', { kind: 'matches', pattern: '^x.$' }],
    ['$.year', { kind: 'at-least', value: 2020 }],
    ['$.year', { kind: 'at-most', value: 2020 }],
    ['$.tags', { kind: 'length', value: 2 }],
    ['$.items[0]', { kind: 'length', value: 2 }],
    ['$.none', { kind: 'type', value: 'null' }],
    ['$.tags', { kind: 'type', value: 'array' }],
    ['$.none', { kind: 'exists', value: true }],
    ['$.nothing', { kind: 'exists', value: false }],
    ['$..n', { kind: 'at-least', value: 1 }],
    ['$.items[?search(@.s, "b$")].n', { kind: 'equals', value: 2 }],
    ['$.items[?match(@.s, "xa")].n', { kind: 'equals', value: 1 }],
  ])('%s is as %j wants it', (path, matcher) => {
    expect(say(DATES, json(path, matcher))).toBe('agrees');
  });

  it.each<[string, JsonMatcher, string]>([
    ['$.year', { kind: 'equals', value: 2021 }, 'stdout: $.year is 2020, expected 2021'],
    ['$.year', { kind: 'equals', value: '2020' }, 'stdout: $.year is 2020, expected "2020"'],
    ['$.items[*].n', { kind: 'equals', value: 1 }, 'stdout: $.items[*].n is 2, expected 1'],
    [
      '$.tags',
      { kind: 'equals', value: { 0: 'a', 1: 'b' } },
      'stdout: $.tags is ["a","b"], expected {"0":"a","1":"b"}',
    ],
    ['$.nothing', { kind: 'equals', value: 1 }, 'stdout: $.nothing finds nothing, expected 1'],
    ['$.nothing', { kind: 'not-contains', value: 1 }, 'finds nothing'],
    ['$.nothing', { kind: 'exists', value: true }, 'finds nothing, expected a value'],
    ['$.year', { kind: 'exists', value: false }, 'stdout: $.year is 2020, expected nothing'],
    ['$.year', { kind: 'not-contains', value: 1 }, 'expected something that does not contain 1'],
    ['$.year', { kind: 'contains', value: 2 }, 'expected something that contains 2'],
    ['$.year', { kind: 'matches', pattern: '2' }, 'expected a string that matches "2"'],
    ['$.year', { kind: 'at-least', value: 2021 }, 'expected a number of at least 2021'],
    ['$.tags', { kind: 'at-most', value: 1 }, 'expected a number of at most 1'],
    ['$.year', { kind: 'length', value: 4 }, 'expected a length of 4'],
    ['$.none', { kind: 'type', value: 'object' }, 'expected a value of type object'],
    ['$.constructor', { kind: 'exists', value: true }, 'finds nothing'],
    ['$.__proto__', { kind: 'exists', value: true }, 'finds nothing'],
  ])('%s is not as %j wants it', (path, matcher, words) => {
    expect(say(DATES, json(path, matcher))).toContain(words);
    expect(say(DATES, json(path, matcher))).toMatch(/^objects/);
  });

  it('wants every check and every matcher to hold', () => {
    const year = {
      path: '$.year',
      matchers: [
        { kind: 'at-least', value: 1 },
        { kind: 'at-most', value: 5 },
      ],
    } as const;
    const tags = { path: '$.tags', matchers: [{ kind: 'length', value: 2 }] } as const;
    expect(say(DATES, { kind: 'json', checks: [tags, year] })).toContain('expected a number of at most 5');
  });

  it('keeps a long value out of the sentence', () => {
    const words = say(JSON.stringify('x'.repeat(900)), json('$', { kind: 'equals', value: 1 }));
    expect(words).toBe(`objects: stdout: $ is "${'x'.repeat(199)}… (702 more bytes), expected 1`);
  });

  it('says what is no JSON', () => {
    expect(say('{"a":', json('$'))).toMatch(/^objects: stdout is not JSON: /);
    expect(say('', json('$'))).toMatch(/^objects: stdout is not JSON: /);
    expect(say(bytes(0xff), json('$'))).toBe('objects: stdout is not UTF-8 text');
    expect(say('['.repeat(100_000) + ']'.repeat(100_000), json('$'))).toBe(
      'objects: stdout nests deeper than 500 levels',
    );
  });

  it('goes as deep as it lets a value be', () => {
    expect(say('['.repeat(500) + ']'.repeat(500), json('$..*', { kind: 'type', value: 'array' }))).toBe('agrees');
  });

  it('says nothing by a path that is none', () => {
    expect(say('{}', json('$['))).toBe('cannot say: the path "$[" cannot be read');
  });

  it('takes time in proportion to the value', () => {
    const text = JSON.stringify(['a'.repeat(40_000)]);
    expect(say(text, json('$[?search(@, "(a+)+b")]', { kind: 'exists', value: false }))).toBe('agrees');
  });

  it('finds every JSON value equal to itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(say(JSON.stringify(value), json('$', { kind: 'equals', value: expected }))).toBe('agrees');
      }),
    );
  });
});
