import { describe, expect, it } from '@jest/globals';

import type { JudgeGrader } from '../../../src/core/evals/graders.js';
import { commandOf, mistakesIn } from './files.js';

const judgesOf = (text: string): readonly (JudgeGrader | undefined)[] =>
  commandOf(text).cases.map((it) => it.graders.judge);

describe('a judge', () => {
  it('has defaults', () => {
    expect(judgesOf('run: x\njudge: { rubric: " polite " }\n')).toEqual([
      { rubric: 'polite', model: 'openai/gpt-4.1-mini', how: { kind: 'score', passAt: 0.7 }, repeats: 3 },
    ]);
  });

  it("is the eval's for every case that names none", () => {
    const text = 'run: x\njudge: { rubric: all }\ncases: { one: {}, two: { judge: { rubric: own, compare: true } } }\n';
    expect(judgesOf(text).map((it) => [it?.rubric, it?.how.kind])).toEqual([
      ['all', 'score'],
      ['own', 'compare'],
    ]);
  });

  it.each([
    ['{ rubic: x }', ['`rubric` is missing', 'did you mean `rubric`?']],
    ['{ rubric: "" }', ['expected what makes an output good, in words']],
    ['{ rubric: x, pass-at: 70 }', ['expected a score from 0 to 1']],
    ['{ rubric: x, pass-at: 0.7, compare: true }', ['expected `pass-at` or `compare`, not both']],
    ['{ rubric: x, repeats: 0 }', ['expected a whole number from 1 to 9']],
    ['{ rubric: x, compare: false }', ['expected true']],
    ['yes', ['expected a map with `rubric`']],
  ])('of %s is a mistake', (judge, words) => {
    const mistakes = mistakesIn({ 'a.yml': `run: x\njudge: ${judge}\n` }).join('\n');
    for (const word of words) expect(mistakes).toContain(word);
    expect(mistakes).toContain('evals/a.yml:2:');
  });

  it('does not go with a suite', () => {
    expect(mistakesIn({ 'a.yml': 'suite: vitest\njudge: { rubric: x }\n' })).toEqual([
      'evals/a.yml:2:1: `judge` goes with a command: a suite is judged by its report',
    ]);
  });
});
