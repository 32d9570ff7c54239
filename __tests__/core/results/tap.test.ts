import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

describe('tap', () => {
  it.each(['node-24.tap', 'node-20.tap'])(
    'reads %s: subtests by their path, groups with what went wrong in them alone',
    (name) => {
      expect(lines(parse('tap', fixture(name)))).toEqual([
        'passed dates > iso > reads a day',
        'failed dates > iso > rejects day 45',
        'passed dates > iso',
        'skipped dates > week numbers',
        'skipped dates > quarters',
        'passed dates',
        'passed hooks > opens',
        'failed hooks',
        'passed parent > child # one',
        'passed parent',
        'passed alone',
      ]);
    },
  );

  it('tells message, file and seconds', () => {
    const test = testsOf(parse('tap', fixture('node-24.tap')))[1];
    expect(test).toMatchObject({ file: 'node/dates.test.js', filter: 'rejects day 45' });
    expect(test?.duration).toBeCloseTo(0.00448, 4);
    expect(test?.message).toContain("error: \"'2020-13-45' == 'invalid'\"");
  });

  it('reads subtests in braces, as vitest writes them', () => {
    expect(lines(parse('tap', fixture('vitest.tap')))).toEqual([
      'passed vitest/after.test.js > opens',
      'failed vitest/after.test.js',
      'failed vitest/broken.test.js',
      'passed vitest/dates.test.js > dates > iso > reads a day',
      'failed vitest/dates.test.js > dates > iso > rejects day 45',
      'failed vitest/dates.test.js > dates > iso',
      'skipped vitest/dates.test.js > dates > week numbers',
      'skipped vitest/dates.test.js > dates > quarters',
      'failed vitest/dates.test.js > dates',
      'failed vitest/dates.test.js',
      'passed vitest/good.test.js > one',
      'passed vitest/good.test.js > one #2',
      'passed vitest/good.test.js',
    ]);
  });

  it('reads what mocha, ava and tape write', () => {
    expect(lines(parse('tap', fixture('mocha.tap')))[4]).toBe('failed hooks "before all" hook for "waits"');
    expect(lines(parse('tap', fixture('ava.tap')))).toEqual([
      'skipped week numbers',
      'skipped quarters',
      'passed reads a day',
      'failed rejects day 45',
    ]);
    expect(lines(parse('tap', fixture('tape.tap')))).toEqual([
      'passed reads a day',
      'failed rejects day 45',
      'skipped quarters',
    ]);
  });

  it.each([
    ['a hash that is no directive', 'ok 1 - mends #12', 'passed mends #12'],
    ['an escaped hash', 'ok 1 - a \\# SKIP', 'passed a # SKIP'],
    ['a skip with a reason', 'not ok 1 a # skip: no network', 'skipped a'],
    ['a todo that passes', 'ok 1 a # TODO', 'skipped a'],
    ['no number and no name', 'ok', 'passed (no name)'],
    ['Windows line ends', 'ok 1 - a\r', 'passed a'],
    ['a name that ends in a brace', 'ok 1 - parses {', 'passed parses'],
    ['text of the program between', 'hello\nok 1 - a\n  okay\nok then?', 'passed a'],
  ])('takes %s for what it is', (_what, text, line) => {
    const [first] = lines(parse('tap', `TAP version 14\n${text.replace('\nok then?', '')}\n1..1\n`));
    expect(first).toBe(line);
  });

  it.each([
    ['no plan', 'ok 1\nok 2\n', 'no plan'],
    ['a plan of more', '1..3\nok 1\nok 2\n', 'plans 3 tests and lists 2'],
    ['a plan of less', '1..1\nok 1\nok 2\n', 'plans 1 tests and lists 2'],
    ['two plans', '1..1\nok 1\n1..1\n', 'two plans'],
    ['a number twice', '1..2\nok 1\nok 1\n', 'not numbered'],
    ['a number beyond the plan', '1..2\nok 1\nok 3\n', 'not numbered'],
    ['a bail out', 'ok 1\nBail out! no database\n1..1\n', 'bailed out: no database'],
    ['a cut diagnostic', '1..1\nnot ok 1\n  ---\n  a: 1\n', 'middle of a test'],
    ['a subtest without its result', '    ok 1\n    1..1\n1..0\n', 'subtest without its own result'],
    ['a subtest at the end', '1..1\nok 1\n    ok 1\n    1..1\n', 'middle of a test'],
    ['a subtest whose plan is broken', '    1..2\n    ok 1\nok 1\n1..1\n', 'plans 2 tests and lists 1'],
    ['a subtest that is not closed', '1..1\nok 1 - a {\n    ok 1\n    1..1\n', 'middle of a test'],
    ['an endless nest', `${' '.repeat(400)}ok 1\n1..1\n`, 'nests subtests deeper'],
    ['a plan of none', '1..0 # SKIP nothing to do\n', 'lists no test'],
    ['other text', 'all good\n', 'no plan'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('tap', text))).toContain(why);
  });
});
