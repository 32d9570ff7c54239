import type { Case } from '../evals/eval.js';
import type { FileGraders, TextGrader } from '../evals/graders.js';
import { describeEnding } from '../run/trial.js';
import type { Attempt, Content, Trial } from '../run/trial.js';
import { gradeExit } from './exit.js';
import type { Because, Grade, Outcome } from './grade.js';
import { objects } from './judgement.js';
import type { Judgement } from './judgement.js';
import { gradeOpinion, type Opinion } from './opinion.js';
import { baseFile, baseStream, referenceFor } from './reference.js';
import type { Reference } from './reference.js';
import { gradeScript } from './script.js';
import { gradeText } from './text.js';

/** A trial of a command eval's case with what it is judged by. */
export interface CaseTrial {
  readonly case: Case;
  /** `EVAL/CASE`. */
  readonly id: string;
  readonly trial: Trial;
  /** Base's trial of the same case, for `same-as-base` on head. */
  readonly base?: Trial;
  /** What the case's script grader did. */
  readonly script?: Attempt;
  /** What the case's judge makes of it, where it was asked. */
  readonly opinion?: Opinion;
}

/** What one trial says of its case. A failure that one grader is sure of stands, whatever others could not say. */
export function gradeCase(input: CaseTrial): Grade {
  const { id, trial } = input;
  return { id, name: input.case.name, outcome: outcomeOf(input), duration: trial.duration };
}

function outcomeOf(input: CaseTrial): Outcome {
  const { ending } = input.trial;
  switch (ending.kind) {
    case 'not-started':
    case 'cancelled':
    case 'not-recorded':
      return { kind: 'unmeasured', why: `the program ${describeEnding(ending)}` };
    case 'timed-out':
    case 'killed': {
      const got = describeEnding(ending);
      return { kind: 'failed', because: [{ target: 'exit', summary: got, got }] };
    }
    case 'exited':
      return withScore(combine(judge(input, ending.code)), input.opinion);
  }
}

function judge({ case: about, trial, base, script, opinion }: CaseTrial, code: number): readonly Judgement[] {
  const { graders } = about;
  const reference = referenceFor(trial, base);
  return [
    gradeExit(code, graders.exit, reference),
    ...gradeStream(trial, 'stdout', { graders: graders.stdout, reference }),
    ...gradeStream(trial, 'stderr', { graders: graders.stderr, reference }),
    ...graders.files.flatMap((file) => gradeFile(trial, file, reference)),
    ...(graders.script === undefined ? [] : [gradeScript(graders.script.argv, script)]),
    ...(graders.judge === undefined ? [] : [gradeOpinion(graders.judge, opinion)]),
  ];
}

interface With {
  readonly graders: readonly TextGrader[];
  readonly reference: Reference;
}

function gradeStream(trial: Trial, target: 'stdout' | 'stderr', { graders, reference }: With): readonly Judgement[] {
  const content: Content = trial[target];
  const subject = { target, content, root: trial.root, base: baseStream(reference, target) };
  return graders.map((grader) => gradeText(subject, grader));
}

function gradeFile(trial: Trial, { path, graders }: FileGraders, reference: Reference): readonly Judgement[] {
  const file = trial.files.find((one) => one.path === path);
  if (file === undefined || file.kind === 'missing')
    return [objects({ target: path, summary: `did not write ${path}` })];
  if (file.kind === 'refused') return [objects({ target: path, summary: `${path} was refused: ${file.why}` })];

  const subject = { target: path, content: file.content, root: trial.root, base: baseFile(reference, path) };
  return graders.map((grader) => gradeText(subject, grader));
}

function combine(judgements: readonly Judgement[]): Outcome {
  const [first, ...more] = judgements.flatMap((one) => (one.kind === 'objects' ? [one.because] : []));
  const differences: readonly Because[] = judgements.flatMap((one) => (one.kind === 'differs' ? [one.because] : []));
  if (first !== undefined) return { kind: 'failed', because: [first, ...more, ...differences] };

  const unsure = judgements.find((one) => one.kind === 'cannot-say');
  if (unsure !== undefined) return { kind: 'unmeasured', why: unsure.why, ...(unsure.lasting && { lasting: true }) };
  const [difference, ...others] = differences;
  return difference === undefined ? { kind: 'passed' } : { kind: 'differs', because: [difference, ...others] };
}

function withScore(outcome: Outcome, opinion: Opinion | undefined): Outcome {
  const isScored = opinion?.kind === 'formed' && (outcome.kind === 'passed' || outcome.kind === 'failed');
  return isScored ? { ...outcome, score: opinion.score } : outcome;
}
