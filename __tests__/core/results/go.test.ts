import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

const events = (...all: object[]): string => all.map((event) => `${JSON.stringify(event)}\n`).join('');
const of = (Action: string, Test?: string): object => ({
  Action,
  Package: 'p',
  ...(Test === undefined ? {} : { Test }),
});

describe('go', () => {
  it('reads a real report: tests, packages that do not build, panic, exit', () => {
    expect(lines(parse('go', fixture('go.jsonl')))).toEqual([
      'passed example.org/dates > TestReadsADay',
      'failed example.org/dates > TestStrict',
      'failed example.org/dates > TestStrict/day_45',
      'passed example.org/dates > TestStrict/day_1',
      'skipped example.org/dates > TestWeeks',
      'failed example.org/dates/broken',
      'passed example.org/dates/exits > TestFine',
      'failed example.org/dates/exits > TestExits',
      'failed example.org/dates/mainfails > TestFine',
      'passed example.org/dates/panics > TestFine',
      'failed example.org/dates/panics > TestPanics',
    ]);
  });

  it('names what -run needs, and keeps the output of a failure', () => {
    const test = testsOf(parse('go', fixture('go.jsonl')))[2];
    expect(test?.filter).toBe('TestStrict/day_45');
    expect(test?.message).toContain('2020-13-45 was taken');
  });

  it('fails a test that was still running when its package failed', () => {
    const [test] = testsOf(parse('go', events(of('run', 'TestA'), of('fail'))));
    expect(test).toMatchObject({ status: 'failed' });
    expect(test?.message).toContain('did not finish');
  });

  it('tells why a package does not build', () => {
    const build = { ImportPath: 'p [p.test]', Action: 'build-output', Output: 'x.go:5: undefined: y\n' };
    const [test] = testsOf(parse('go', events(build, { ...of('fail'), FailedBuild: 'p [p.test]' })));
    expect(test).toMatchObject({ name: 'p', status: 'failed' });
    expect(test?.message ?? '').toContain('undefined: y');
  });

  it('lists each run of a test', () => {
    const twice = events(of('run', 'T'), of('pass', 'T'), of('run', 'T'), of('fail', 'T'), of('fail'));
    expect(lines(parse('go', twice))).toEqual(['passed p > T', 'failed p > T #2']);
  });

  it.each([
    ['a package without its last event', events(of('run', 'T'), of('pass', 'T')), 'has no last event'],
    [
      'a package that passed with a failed test',
      events(of('run', 'T'), of('fail', 'T'), of('pass')),
      'a test that did not',
    ],
    ['a package that passed with a test unfinished', events(of('run', 'T'), of('pass')), 'a test that did not'],
    ['a package that goes on', events(of('pass'), of('run', 'T')), 'goes on'],
    ['a test that ends twice', events(of('run', 'T'), of('pass', 'T'), of('fail', 'T'), of('fail')), 'ends T twice'],
    ['a cut line', fixture('go-green.jsonl').slice(0, -5), 'was cut'],
    ['another shape', '{"Action":1}\n', 'no event'],
    ['packages without tests', events(of('skip')), 'lists no test'],
    ['other text', 'ok p 0.1s\n', 'lists no test'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('go', text))).toContain(why);
  });
});
