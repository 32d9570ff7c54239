import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

const RED = fixture('jest.json');

function changed(edit: (report: Record<string, unknown>) => void, text = RED): string {
  const report = JSON.parse(text) as Record<string, unknown>;
  edit(report);
  return JSON.stringify(report);
}

describe('jest', () => {
  it('reads a real report: file, describes and title, relative to the tree', () => {
    expect(lines(parse('jest', RED))).toEqual([
      'passed jest/dates.test.cjs > dates > iso > reads a day',
      'failed jest/dates.test.cjs > dates > iso > rejects day 45',
      'skipped jest/dates.test.cjs > dates > week numbers',
      'skipped jest/dates.test.cjs > dates > quarters',
      'passed jest/dates.test.cjs > adds 1 <&> "quotes"',
      'passed jest/dates.test.cjs > adds 2 <&> "quotes"',
      'failed jest/after.test.cjs > opens',
      'failed jest/broken.test.cjs',
      'passed jest/good.test.cjs > one',
      'passed jest/good.test.cjs > one #2',
    ]);
  });

  it('names what the runner needs to run one test alone', () => {
    const test = testsOf(parse('jest', RED))[1];
    expect(test).toMatchObject({ filter: 'dates iso rejects day 45', file: 'jest/dates.test.cjs', duration: 0.002 });
    expect(test?.message).toContain('Expected: "invalid"');
    expect(test?.message).not.toContain('/tree/');
  });

  it('fails a file that did not load, with its message', () => {
    const broken = testsOf(parse('jest', RED)).find((test) => test.name === 'jest/broken.test.cjs');
    expect(broken?.message).toContain("Cannot find module './no-such-file.cjs'");
  });

  it('fails the tests of a file that failed as a whole', () => {
    const opens = testsOf(parse('jest', RED)).find((test) => test.name === 'jest/after.test.cjs > opens');
    expect(opens?.message).toContain('the database would not close');
  });

  it.each([
    ['fewer tests than it counts', changed((r) => (r['numTotalTests'] = 12)), 'says 12 tests and lists 9'],
    ['a failure that it does not list', changed((r) => (r['numFailedTests'] = 2)), 'says 2 failed tests and lists 1'],
    ['passes that it does not list', changed((r) => (r['numPassedTests'] = 7)), 'says 7 passed tests and lists 6'],
    ['success beside failures', changed((r) => (r['success'] = true)), 'says success and lists failures'],
    ['an interrupted run', changed((r) => (r['wasInterrupted'] = true)), 'interrupted'],
    ['another shape', changed((r) => (r['testResults'] = {})), 'shape'],
    ['a status that nobody knows', RED.replace('"status":"todo"', '"status":"great"'), 'shape'],
    ['a cut', RED.slice(0, -3), 'not JSON, or was cut'],
    ['no text', ' ', 'empty'],
    ['a list', '[]', 'shape'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('jest', text))).toContain(why);
  });

  it('keeps names of prototypes as names', () => {
    const text = fixture('jest-green.json').replaceAll('"one"', '"__proto__"');
    expect(lines(parse('jest', text))).toEqual([
      'passed jest/good.test.cjs > __proto__',
      'passed jest/good.test.cjs > __proto__ #2',
    ]);
  });
});

describe('vitest', () => {
  it('reads a real report', () => {
    expect(lines(parse('vitest', fixture('vitest.json')))).toEqual([
      'failed vitest/after.test.js > opens',
      'failed vitest/broken.test.js',
      'passed vitest/dates.test.js > dates > iso > reads a day',
      'failed vitest/dates.test.js > dates > iso > rejects day 45',
      'skipped vitest/dates.test.js > dates > week numbers',
      'skipped vitest/dates.test.js > dates > quarters',
      'passed vitest/good.test.js > one',
      'passed vitest/good.test.js > one #2',
    ]);
  });
});
