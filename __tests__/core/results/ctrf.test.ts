import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

const RED = fixture('jest-ctrf.json');

describe('ctrf', () => {
  it('reads a real report; `other` is no pass', () => {
    expect(lines(parse('ctrf', RED)).slice(0, 4)).toEqual([
      'passed dates.test.cjs > dates > iso > dates iso reads a day',
      'failed dates.test.cjs > dates > iso > dates iso rejects day 45',
      'skipped dates.test.cjs > dates > dates week numbers',
      'skipped dates.test.cjs > dates > dates quarters',
    ]);
  });

  it('tells file, filter and message', () => {
    const test = testsOf(parse('ctrf', RED))[1];
    expect(test).toMatchObject({ file: 'jest/dates.test.cjs', filter: 'dates iso rejects day 45', duration: 0.002 });
    expect(test?.message).toContain('Expected: "invalid"');
  });

  it('names suites given as a list', () => {
    const results = {
      summary: { tests: 1, passed: 1, failed: 0 },
      tests: [{ name: 'x', status: 'passed', suite: ['a', 'b'] }],
    };
    expect(lines(parse('ctrf', JSON.stringify({ results })))).toEqual(['passed a > b > x']);
  });

  it.each([
    ['fewer tests than it counts', RED.replace('"tests": 9', '"tests": 10'), 'says 10 tests and lists 9'],
    ['failures that it does not list', RED.replace('"failed": 1', '"failed": 2'), 'says 2 failed tests and lists 1'],
    ['passes that it does not list', RED.replace('"passed": 6', '"passed": 5'), 'says 5 passed tests and lists 6'],
    ['another format', RED.replace('"CTRF"', '"JUNIT"'), 'shape'],
    ['a cut', RED.slice(0, 800), 'was cut'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('ctrf', text))).toContain(why);
  });
});
