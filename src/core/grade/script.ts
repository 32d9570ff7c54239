import * as z from 'zod';
import type { Case } from '../evals/eval.js';
import { textOf } from '../run/content.js';
import { describeEnding } from '../run/trial.js';
import type { Attempt, Trial } from '../run/trial.js';
import { parseJson } from './json-value.js';
import { AGREES, objects } from './judgement.js';
import type { Judgement } from './judgement.js';

/**
 * The JSON text that a script grader gets on standard input, `formative.grader/1`:
 * `{schema, case: {name, args, stdin, env}, trial: {ending, duration, stdout, stderr, files}}`. Endings, contents and files
 * have the shapes of `Ending`, `Content` and `FoundFile`. The side is left out: it must not matter.
 */
export function scriptInput(trial: Trial, about: Case): string {
  const { name, args, stdin, env } = about;
  const { ending, duration, stdout, stderr, files } = trial;
  return JSON.stringify({
    schema: 'formative.grader/1',
    case: { name, args, stdin, env },
    trial: { ending, duration, stdout, stderr, files },
  });
}

const Answer = z.strictObject({
  pass: z.boolean(),
  score: z.number().min(0).max(1).optional(),
  because: z.string(),
});

/** What a script grader's answer says; anything but an exact answer says nothing. */
export function gradeScript(argv: readonly string[], attempt: Attempt | undefined): Judgement {
  const read = attempt === undefined ? 'it was not run' : readAnswer(attempt);
  if (typeof read === 'string')
    return { kind: 'cannot-say', why: `the grader ${nameOf(argv)} gave no answer: ${read}` };
  if (read.pass) return AGREES;
  return objects({
    target: 'script',
    summary: read.because.trim() || `the grader ${nameOf(argv)} says it does not pass`,
  });
}

function readAnswer({ ending, stdout }: Attempt): z.infer<typeof Answer> | string {
  if (ending.kind !== 'exited' || ending.code !== 0) return `it ${describeEnding(ending)}`;
  if (!stdout.complete || stdout.encoding !== 'utf8') return 'its output is too long, or not UTF-8 text';

  const parsed = parseJson(textOf(stdout));
  if (parsed.kind === 'not-json') return `its output ${parsed.why}`;
  const answer = Answer.safeParse(parsed.value);
  if (answer.success) return answer.data;
  return `its answer is not as it should be: ${describeIssue(answer.error.issues[0])}`;
}

function describeIssue(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'unknown';
  return [issue.path.map(String).join('.'), issue.message].filter((part) => part !== '').join(': ');
}

/** The file that a person would look for: the last argument, the program where there is none. */
function nameOf(argv: readonly string[]): string {
  return argv.find((arg) => arg.includes('/')) ?? argv.at(-1) ?? '';
}
