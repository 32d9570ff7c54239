import { describe, expect, it } from '@jest/globals';

import { explainedCases } from '../../../src/core/report/explained.js';
import { flatten, type Sentence } from '../../../src/core/report/document.js';
import { PAGE } from '../../../src/core/report/limits.js';
import { junitFor } from '../../../src/core/report/junit.js';
import { commentFor } from '../../../src/core/report/markdown.js';
import { baseNumber, headNumber, insteadWords, leadOf, meaningOf } from '../../../src/core/report/metric.js';
import type { CaseResult } from '../../../src/core/report/result.js';
import { aBreak, aCase, aNumber, aResult, strictBreak } from '../../support/results.js';

const text = (words: Sentence): string => flatten(words, (it) => it);
const time = (change: CaseResult['change'] = 'broke', more: Partial<NonNullable<CaseResult['metric']>> = {}) =>
  aNumber('cli/speed:time', change, { unit: 's', noisy: true, base: 4.1, head: 9.84, pairs: 9, ...more });

describe('a number that got worse', () => {
  it('is named by both numbers', () => {
    expect(text([leadOf(time()), ...insteadWords(time())])).toBe('Worse than base: , 9.84 s instead of 4.1 s');
    expect(text([leadOf(time('suspect')), ...insteadWords(time('suspect'))])).toBe('May be worse than base: ');
    expect(insteadWords(aCase('cli/a', 'broke'))).toEqual([]);
  });

  it.each<[string, string, Partial<NonNullable<CaseResult['metric']>>]>([
    ['4.1 s, the middle of 9', '9.84 s, the middle of 9: 2.4 times as much, worse in 9 of 9 pairs', {}],
    ['4.1 s, the middle of 9', '4.51 s, the middle of 9: 10 % more, worse in 6 of 9 pairs', { head: 4.51, worse: 6 }],
    ['4.1 s, the middle of 9', '2 s, the middle of 9: 51.2 % less', { head: 2, improved: true }],
    ['1,000 bytes', '1,032 bytes: 3.2 % more', { noisy: false, unit: 'bytes', base: 1000, head: 1032 }],
    ['no number', '9.84 s, the middle of 9, worse in 9 of 9 pairs', { base: undefined }],
    ['4.1 s, the middle of 9', 'no number', { head: undefined }],
  ])('is %s on base, and on head %s', (base, head, more) => {
    const metric = { ...time().metric, ...more } as NonNullable<CaseResult['metric']>;
    expect([text(baseNumber(metric, 9)), text(headNumber(metric, 9))]).toEqual([base, head]);
  });
});

describe('what a change means', () => {
  it.each<[CaseResult['change'], RegExp]>([
    ['broke', /worse than on base/],
    ['suspect', /too few trials/],
    ['flaky', /varies so much/],
    ['blocked', /gives no number/],
    ['still-passes', /no worse/],
  ])('%s of a number is not that of a case', (change, words) => {
    expect(text([meaningOf(time(change))])).toMatch(words);
    expect(text([meaningOf(aCase('cli/a', change))])).not.toMatch(words);
  });

  it('reaches every report', () => {
    const doubt = aResult([time('suspect'), aCase('cli/net/retry', 'suspect')], {
      verdict: 'could-not-tell',
      reasons: [{ code: 'suspect', text: 'two are in doubt' }],
    });
    expect(commentFor(doubt)).toContain('too few trials to be sure');
    expect(commentFor(doubt)).toContain('It failed more often on head than on base');
    expect(junitFor(aResult([time('flaky')]))).toContain('It varies so much');
    const [fold] = explainedCases(aBreak([time()]), ['cli/speed:time'], PAGE);
    expect(JSON.stringify(fold)).toContain('It is worse than on base');
  });
});

describe('how to see it again', () => {
  it('a number is seen beside base, a break on this branch alone', () => {
    const beside = 'on this branch and on base, by turns';
    expect(commentFor(aBreak([time()]))).toContain(`${beside}: the numbers differ as described.`);
    expect(commentFor(aBreak([time(), strictBreak()]))).toContain(`${beside}: they differ as described.`);
    expect(commentFor(aBreak([strictBreak()]))).not.toContain(beside);
  });
});
