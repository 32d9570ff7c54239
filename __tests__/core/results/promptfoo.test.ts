import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

const RED = fixture('promptfoo.json');

describe('promptfoo', () => {
  it('names provider, prompt and test', () => {
    expect(lines(parse('promptfoo', RED))).toEqual([
      'passed exec:node cli.mjs > Parse {{date}}. > reads a day',
      'failed exec:node cli.mjs > Parse {{date}}. > test 2',
    ]);
    expect(testsOf(parse('promptfoo', RED))[1]?.message).toContain('contain "invalid"');
  });

  it('does not pass a row that its own grading failed', () => {
    const forged = RED.replace('"pass": true', '"pass": false');
    expect(lines(parse('promptfoo', forged))[0]).toMatch(/^failed/);
  });

  it.each([
    [
      'a failure that is only counted',
      RED.replace('"failures": 1', '"failures": 2'),
      'says 2 failed tests and lists 1',
    ],
    ['an error that is only counted', RED.replace('"errors": 0', '"errors": 1'), 'says 2 failed tests and lists 1'],
    [
      'passes that are only counted',
      RED.replace('"successes": 1', '"successes": 2'),
      'says 2 passed tests and lists 1',
    ],
    ['another shape', '{"results":[]}', 'shape'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('promptfoo', text))).toContain(why);
  });
});
