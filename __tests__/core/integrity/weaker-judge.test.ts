import { describe, expect, it } from '@jest/globals';

import type { JudgeGrader } from '../../../src/core/evals/graders.js';
import { DEFAULT_POLICY } from '../../../src/core/evals/policy.js';
import { weakerEvals } from '../../../src/core/integrity/weaker-evals.js';
import { aCase, aCommandEval } from '../../support/evals.js';

const JUDGE: JudgeGrader = { rubric: 'polite', model: 'm', how: { kind: 'score', passAt: 0.7 }, repeats: 3 };

function brief(was: JudgeGrader | undefined, is: JudgeGrader | undefined): readonly string[] {
  const exam = (judge: JudgeGrader | undefined) => {
    const one = aCase('one');
    const graders = { ...one.graders, ...(judge && { judge }) };
    return { evals: [aCommandEval('talk', { cases: [{ ...one, graders }] })], policy: DEFAULT_POLICY };
  };
  return weakerEvals(exam(was), exam(is), 'evals/_formative.yml').map(
    ({ of, was: old, is: now }) => `${of}: ${old} → ${now}`,
  );
}

describe('a judge that asks less', () => {
  it.each<[string, Partial<JudgeGrader> | undefined, string]>([
    ['is gone', undefined, 'talk: one judge: polite → gone'],
    ['has a lower line', { how: { kind: 'score', passAt: 0.5 } }, 'talk: one judge: pass-at 0.7 → pass-at 0.5'],
    ['only compares', { how: { kind: 'compare' } }, 'talk: one judge: pass-at 0.7 → compare'],
    ['has another rubric', { rubric: 'short' }, 'talk: one judge rubric: polite → short'],
    ['is another model', { model: 'n' }, 'talk: one judge model: m → n'],
  ])('%s', (_, edit, words) => {
    expect(brief(JUDGE, edit && { ...JUDGE, ...edit })).toEqual([words]);
  });

  it('is none that asks as much or more', () => {
    expect(brief(JUDGE, JUDGE)).toEqual([]);
    expect(brief(JUDGE, { ...JUDGE, how: { kind: 'score', passAt: 0.9 } })).toEqual([]);
    expect(brief(undefined, JUDGE)).toEqual([]);
  });
});
