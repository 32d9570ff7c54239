import { createHash } from 'node:crypto';

import type { Case } from '../core/evals/eval.js';
import type { JudgeGrader } from '../core/evals/graders.js';
import { readBetter, readScore, type JudgeReply, type Scored } from '../core/grade/judge-answer.js';
import { askBetter, askScore, unfit, type JudgeQuestion } from '../core/grade/judge-question.js';
import { bothWays, noOpinion, opinionOf, type Opinion } from '../core/grade/opinion.js';
import type { Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';

/** An output that is to be judged, beside base's first one of the same case. */
export interface Judging {
  readonly grader: JudgeGrader;
  readonly about: Case;
  readonly trial: Trial;
  readonly base?: Trial;
}

/** Base's first output stands for itself in a comparison. */
const ITSELF: Opinion = { kind: 'formed', pass: true, score: 0.5, because: '' };

/** Asks the judge about one output, again where one answer is not enough. */
export async function askJudge(bench: Bench, judging: Judging): Promise<Opinion> {
  const { grader, trial } = judging;
  const compares = grader.how.kind === 'compare';
  if (compares && isSame(judging)) return ITSELF;
  const unfitting = unfitIn(judging);
  if (unfitting !== undefined) return { kind: 'none', why: unfitting, lasting: true };
  const votes: Extract<Scored, { kind: 'scored' }>[] = [];
  for (;;) {
    const opinion = opinionOf(grader, votes);
    if (opinion !== undefined) return opinion;
    const seed = seedOf(bench, trial, votes.length);
    const vote = compares ? await compare(bench, judging, seed) : await score(bench, judging, seed);
    if (vote.kind !== 'scored') return noOpinion(grader.model, vote);
    votes.push(vote);
  }
}

async function score(bench: Bench, judging: Judging, seed: string): Promise<Scored> {
  return readScore(await ask(bench, askScore({ ...judging, seed }, judging.trial)));
}

/** One order after the other, the first by chance: a judge that prefers a place prefers neither output. */
async function compare(bench: Bench, judging: Judging, seed: string): Promise<Scored> {
  const { trial, base } = judging;
  if (base === undefined) return { kind: 'malformed', why: 'base has no output to compare with' };
  const headFirst = async (): Promise<Scored> =>
    readBetter(await ask(bench, askBetter({ ...judging, seed }, trial, base)));
  const baseFirst = async (): Promise<Scored> =>
    turned(readBetter(await ask(bench, askBetter({ ...judging, seed }, base, trial))));
  const [first, second] =
    Number.parseInt(seed.slice(0, 2), 16) % 2 === 0 ? [headFirst, baseFirst] : [baseFirst, headFirst];
  const one = await first();
  if (one.kind !== 'scored') return one;
  const other = await second();
  return other.kind === 'scored' ? bothWays(one, other) : other;
}

function turned(vote: Scored): Scored {
  return vote.kind === 'scored' ? { ...vote, score: 1 - vote.score } : vote;
}

function ask({ world, budget }: Bench, question: JudgeQuestion): Promise<JudgeReply> {
  const { judges, signal } = world;
  if (judges.kind === 'none') return Promise.resolve({ kind: 'no-endpoint', why: judges.why });
  if (judges.kind === 'later') return Promise.resolve({ kind: 'no-endpoint', why: 'the half that reports asks it' });
  const may = budget.spendCall();
  if (signal.aborted) return Promise.resolve({ kind: 'cancelled', why: 'the run is being stopped' });
  if (!may) return Promise.resolve({ kind: 'over-budget', why: 'all calls of the budget are spent' });
  return judges.model.ask(question, signal);
}

/** The same output, byte for byte, and so no worse: nothing is asked. */
function isSame({ trial: { stdout }, base }: Judging): boolean {
  return base?.stdout.complete === true && stdout.complete && stdout.data === base.stdout.data;
}

function unfitIn({ grader, trial, base }: Judging): string | undefined {
  const own = unfit('the output', trial.stdout);
  if (own !== undefined || grader.how.kind !== 'compare' || base === undefined) return own;
  return unfit("base's output", base.stdout);
}

function seedOf({ seed }: Bench, { unit, side, variant, index }: Trial, turn: number): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, unit, side, variant, index, turn]))
    .digest('hex');
}
