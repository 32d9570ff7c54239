import { describe, expect, it } from '@jest/globals';
import { gradeScript, scriptInput } from '../../../src/core/grade/script.js';
import { gradeCase } from '../../../src/core/grade/grade-case.js';
import { contentOf } from '../../../src/core/run/content.js';
import type { Attempt } from '../../../src/core/run/trial.js';
import { bytes, caseOf, cut, inWords, trialOf } from './trials.js';

const ARGV = ['node', 'evals/_graders/x.js'] as const;

function answered(stdout: string, fields: Partial<Attempt> = {}): Attempt {
  return { ...trialOf(), stdout: contentOf(stdout), ...fields };
}

describe('a script grader', () => {
  it.each([
    ['{"pass":true,"because":"fine"}', 'agrees'],
    ['{"pass":true,"score":0.5,"because":""}\n', 'agrees'],
    ['{"pass":false,"score":0,"because":"two rows are missing"}', 'objects: two rows are missing'],
    ['{"pass":false,"because":" "}', 'objects: the grader evals/_graders/x.js says it does not pass'],
  ])('that answers %s %s', (stdout, words) => {
    expect(inWords(gradeScript(ARGV, answered(stdout)))).toBe(words);
  });

  it.each([
    ['{"pass":true}', 'its answer is not as it should be: because: '],
    ['{"pass":"true","because":""}', 'its answer is not as it should be: pass: '],
    ['{"pass":true,"because":"","extra":1}', 'its answer is not as it should be: '],
    ['{"pass":true,"because":"","score":2}', 'its answer is not as it should be: score: '],
    ['{"pass":true,"because":""}{"pass":true}', 'its output is not JSON'],
    ['', 'its output is not JSON'],
    ['null', 'its answer is not as it should be: '],
  ])('that answers %s gives no answer', (stdout, why) => {
    const words = inWords(gradeScript(ARGV, answered(stdout)));
    expect(words).toContain(`cannot say: the grader evals/_graders/x.js gave no answer: ${why}`);
  });

  it.each<[Partial<Attempt>, string]>([
    [{ ending: { kind: 'exited', code: 1 } }, 'it exited 1'],
    [{ ending: { kind: 'timed-out', after: 5 } }, 'it timed out after 5 s'],
    [{ ending: { kind: 'not-started', why: 'no node' } }, 'it did not start: no node'],
    [{ stdout: cut('{"pass":true,"because":""}') }, 'too long'],
    [{ stdout: bytes(0xff) }, 'not UTF-8'],
  ])('that ended as %j gives no answer', (fields, why) => {
    expect(inWords(gradeScript(ARGV, answered('{"pass":true,"because":""}', fields)))).toContain(why);
  });

  it('leaves its case unmeasured when it was not run, and failed when another grader failed', () => {
    const graded = (code: number) =>
      gradeCase({
        case: caseOf({ script: { argv: ARGV } }),
        id: 'a/b',
        trial: trialOf({ ending: { kind: 'exited', code } }),
      }).outcome;
    expect(graded(0)).toEqual({
      kind: 'unmeasured',
      why: 'the grader evals/_graders/x.js gave no answer: it was not run',
    });
    expect(graded(1).kind).toBe('failed');
  });

  it('gets the trial without its side', () => {
    const trial = trialOf({ stdout: contentOf('out'), files: [{ kind: 'missing', path: 'a' }] });
    const { ending, duration, stdout, stderr, files } = trial;
    expect(JSON.parse(scriptInput(trial, caseOf()))).toEqual({
      schema: 'formative.grader/1',
      case: { name: 'strict', args: ['--strict'], stdin: 'in', env: { A: '1' } },
      trial: { ending, duration, stdout, stderr, files },
    });
  });
});
