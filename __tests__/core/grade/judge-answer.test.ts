import { describe, expect, it } from '@jest/globals';

import { readBetter, readScore } from '../../../src/core/grade/judge-answer.js';

const answered = (text: string) => ({ kind: 'answered', text }) as const;

describe('an answer to "how good is it"', () => {
  it.each([
    ['{"score":0.4,"because":"rude"}', 0.4],
    ['```json\n{"because":"fine","score":1}\n```', 1],
    ['{"because":"fine","score":0,"extra":true}', 0],
  ])('is read from %s', (text, score) => {
    expect(readScore(answered(text))).toMatchObject({ kind: 'scored', score });
  });

  it.each([
    '{"score":1.1,"because":""}',
    '{"score":"1","because":""}',
    '{"score":1}',
    'The score is {"score":1,"because":""}',
    '[]',
    '',
    'null',
    '{"score":NaN,"because":""}',
  ])('is not read from %s', (text) => {
    expect(readScore(answered(text))).toMatchObject({ kind: 'malformed' });
  });

  it('is none where there was no answer', () => {
    const reply = { kind: 'rate-limited', why: '429' } as const;
    expect(readScore(reply)).toEqual(reply);
  });
});

describe('an answer to "which is better"', () => {
  it.each([
    ['first', 1],
    ['second', 0],
    ['neither', 0.5],
  ])('%s counts as %s', (better, score) => {
    expect(readBetter(answered(JSON.stringify({ better, because: '' })))).toMatchObject({ kind: 'scored', score });
  });

  it('is nothing else', () => {
    expect(readBetter(answered('{"better":"both","because":""}'))).toMatchObject({ kind: 'malformed' });
  });
});
