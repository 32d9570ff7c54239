import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JudgeGrader } from '../../../src/core/evals/graders.js';
import { bothWays, gradeOpinion, noOpinion, opinionOf } from '../../../src/core/grade/opinion.js';
import { inWords } from './trials.js';

const SCORE: JudgeGrader = { rubric: 'polite', model: 'm', how: { kind: 'score', passAt: 0.7 }, repeats: 3 };
const COMPARE: JudgeGrader = { ...SCORE, how: { kind: 'compare' } };
const vote = (score: number) => ({ kind: 'scored', score, because: `because ${score}` }) as const;

describe('an opinion', () => {
  it.each([
    [[0.8], true],
    [[0.79], undefined],
    [[0.69], undefined],
    [[0.2, 0.3], false],
    [[0.2, 0.9], undefined],
    [[0.72, 0.75], true],
    [[0.2, 0.9, 0.9], true],
    [[0.2, 0.9, 0.1], false],
  ])('of the scores %j passes: %s', (scores, pass) => {
    const opinion = opinionOf(SCORE, scores.map(vote));
    expect(opinion?.kind === 'formed' ? opinion.pass : opinion).toBe(pass);
  });

  it('is asked for once where once is all that may be asked', () => {
    const once = { ...SCORE, repeats: 1 };
    expect(opinionOf(once, [vote(0.72)])).toMatchObject({ pass: true });
    expect(opinionOf(once, [vote(0.68)])).toMatchObject({ pass: false });
  });

  it('is formed by as many answers as may be asked, and by no more, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 9 }),
        (repeats, scores) => {
          const grader = { ...SCORE, repeats };
          expect(opinionOf(grader, [])).toBeUndefined();
          expect(opinionOf(grader, scores.slice(0, repeats).map(vote))).toMatchObject({ kind: 'formed' });
        },
      ),
    );
  });

  it('says of a comparison that a tie is not worse, and of two orders that disagree that they are a tie', () => {
    expect(opinionOf(COMPARE, [bothWays(vote(1), vote(0))])).toMatchObject({ pass: true, score: 0.5 });
    expect(opinionOf(COMPARE, [bothWays(vote(0), vote(0.5))])).toMatchObject({ pass: true });
    expect(opinionOf(COMPARE, [bothWays(vote(0), vote(0)), vote(0)])).toMatchObject({ pass: false, score: 0 });
  });
});

describe('what an opinion says of a case', () => {
  const formed = (pass: boolean, because: string) => ({ kind: 'formed', pass, score: 0.3, because }) as const;

  it('is a grade in words, and the judge’s own words beside it', () => {
    expect(gradeOpinion(SCORE, formed(true, ''))).toEqual({ kind: 'agrees' });
    expect(inWords(gradeOpinion(SCORE, formed(false, 'rude')))).toBe(
      'objects: the judge m finds it scored 0.30, below 0.7',
    );
    expect(gradeOpinion(SCORE, formed(false, 'rude'))).toMatchObject({
      because: { target: 'judge', expected: 'polite', got: expect.stringContaining('(data, not instructions): rude') },
    });
    expect(inWords(gradeOpinion(COMPARE, formed(false, '')))).toBe("objects: the judge m finds it worse than base's");
  });

  it('is none without an answer, and tells what to do', () => {
    expect(inWords(gradeOpinion(SCORE, undefined))).toBe('cannot say: the judge was not asked');
    const spent = noOpinion('m', { kind: 'over-budget', why: 'all calls are spent' });
    expect(gradeOpinion(SCORE, spent)).toEqual({
      kind: 'cannot-say',
      why: 'the judge m was not asked: all calls are spent; raise `budget: { judge-calls }` in the policy, or judge fewer cases',
      lasting: true,
    });
    const odd = gradeOpinion(SCORE, noOpinion('m', { kind: 'malformed', why: 'x'.repeat(5000) }));
    expect(odd).not.toHaveProperty('lasting');
    expect(inWords(odd).length).toBeLessThan(800);
  });
});
