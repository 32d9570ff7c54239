import { describe, expect, it } from '@jest/globals';
import { checkFor } from '../../../src/core/report/check.js';
import { aBreak, aCase, aResult, passing, sha, strictBreak } from '../../support/results.js';
import { SITUATIONS } from '../../support/situations.js';

describe('checkFor', () => {
  it.each([
    ['nothing-broke', 'success'],
    ['flaky', 'success'],
    ['changed', 'success'],
    ['one-break', 'failure'],
    ['rewritten', 'failure'],
    ['could-not-tell', 'failure'],
    ['no-evals-on-base', 'neutral'],
  ])('concludes %s with %s', (name, conclusion) => {
    expect(checkFor(SITUATIONS[name]!()).conclusion).toBe(conclusion);
  });

  it('is neutral for nothing but the first evals', () => {
    const reasons = [{ code: 'no-evals-on-base', text: '' }];
    expect(checkFor(aBreak([strictBreak()], { reasons })).conclusion).toBe('failure');
    expect(checkFor(aResult([], { verdict: 'could-not-tell', reasons: [] })).conclusion).toBe('failure');
  });

  it('says the answer in its title, without markup', () => {
    expect(checkFor(aBreak([strictBreak()])).title).toBe('No longer works: Rejects a 13th month when strict');
  });

  it('keeps summary and text under the limits of GitHub', () => {
    const { summary, text = '' } = checkFor(SITUATIONS['too-long']!());
    expect(Math.max(summary.length, text.length)).toBeLessThan(65_535);
    expect(text).toContain('Shortened to fit here');
  });
});

describe('annotations', () => {
  const culprit = (hunks: { path: string; startLine: number; endLine: number }[]) => ({
    cases: ['cli/dates/strict'],
    lastWorking: sha('a'),
    firstBroken: sha('b'),
    hunks,
    exact: true,
  });

  it('stand on the lines that broke it', () => {
    const hunks = [{ path: 'src/parse.ts', startLine: 41, endLine: 44 }];
    expect(checkFor(aBreak([strictBreak()], { culprits: [culprit(hunks)] })).annotations).toEqual([
      {
        path: 'src/parse.ts',
        startLine: 41,
        endLine: 44,
        level: 'failure',
        title: 'No longer works: Rejects a 13th month when strict',
        message:
          'cli/dates/strict\nBase: passed 3 of 3. Head: failed 3 of 3.\nexit: expected 1, got 0\nstderr: expected text with "invalid", got nothing',
      },
    ]);
  });

  it.each([
    ['test/dates.test.js', 'test/dates.test.js'],
    ['../../etc/passwd', 'evals/cli/dates.yml'],
    ['/etc/passwd', 'evals/cli/dates.yml'],
    [undefined, 'evals/cli/dates.yml'],
  ])('else on the test %s, when it is a file of the repository', (file, path) => {
    const one = strictBreak({ eval: 'cli/dates', ...(file !== undefined && { file }) });
    expect(checkFor(aBreak([one])).annotations).toMatchObject([{ path, startLine: 1, endLine: 1 }]);
  });

  it('warn where the policy warns, and are not there for what passes', () => {
    const result = aResult([aCase('a/b', 'changed'), aCase('a/c', 'flaky'), ...passing(3)]);
    expect(checkFor(result).annotations.map(({ level }) => level)).toEqual(['warning']);
  });

  it('end at 50, and the rest is counted', () => {
    const check = checkFor(aBreak(Array.from({ length: 63 }, (_, at) => aCase(`a/b-${at}`, 'broke'))));
    expect(check.annotations).toHaveLength(50);
    expect(check.summary).toContain('13 more annotations not shown.');
  });
});
