import type { ExitGrader } from '../evals/graders.js';
import { describeEnding } from '../run/trial.js';
import type { Ending } from '../run/trial.js';
import { AGREES, differs, objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import type { Reference } from './reference.js';

/** Whether a program that exited did so with a good code. */
export function gradeExit(code: number, grader: ExitGrader, reference: Reference): Judgement {
  switch (grader.kind) {
    case 'any':
      return AGREES;
    case 'nonzero':
      return code === 0 ? complain(code, 'another code than 0') : AGREES;
    case 'codes':
      return grader.codes.includes(code) ? AGREES : complain(code, grader.codes.join(' or '));
    case 'same-as-base':
      return compare(code, reference);
  }
}

function compare(code: number, reference: Reference): Judgement {
  if (reference.kind === 'own') return AGREES;
  if (reference.kind === 'unknown') return { kind: 'cannot-say', why: reference.why };

  const { ending } = reference.trial;
  if (ending.kind === 'exited' && ending.code === code) return AGREES;
  const [expected, got] = [describeEnding(ending), describeExit(code)];
  return differs({ target: 'exit', summary: `${got}, base ${expected}`, expected, got });
}

function complain(code: number, wanted: string): Judgement {
  const got = describeExit(code);
  return objects({ target: 'exit', summary: `${got}, expected ${wanted}`, expected: `exited ${wanted}`, got });
}

function describeExit(code: number): string {
  const ending: Ending = { kind: 'exited', code };
  return describeEnding(ending);
}
