import type { JudgeGrader } from '../evals/graders.js';
import type { Scored } from './judge-answer.js';
import { cutText } from '../results/cut.js';
import { AGREES, objects, type Judgement } from './judgement.js';

/** What a judge makes of one output. */
export type Opinion =
  | { readonly kind: 'formed'; readonly pass: boolean; readonly score: number; readonly because: string }
  /** `lasting`: to ask again would bring nothing. */
  | { readonly kind: 'none'; readonly why: string; readonly lasting: boolean };

type Vote = Extract<Scored, { readonly kind: 'scored' }>;

/** Bytes of a judge's words that are kept. */
const WORDS = 600;
/** A score so far above `pass-at` is clearly good. */
const CLEARLY = 0.1;
const NOT_WORSE = 0.5;

/** The opinion that these votes come to; undefined while another one could turn it. */
export function opinionOf(grader: JudgeGrader, votes: readonly Vote[]): Opinion | undefined {
  const { passAt, clear } = lineOf(grader);
  const [first] = votes;
  if (first === undefined) return undefined;
  const good = votes.filter(({ score }) => score >= passAt);
  const bad = votes.filter(({ score }) => score < passAt);
  const score = Math.round((1000 * votes.reduce((sum, vote) => sum + vote.score, 0)) / votes.length) / 1000;
  const formed = (pass: boolean, because = ''): Opinion => ({
    kind: 'formed',
    ...{ pass, score },
    because: cutText(because, WORDS),
  });
  if (votes.length === 1 && first.score >= clear) return formed(true, first.because);
  // An even vote does not count against the change: a failure is said by a majority of all that may be asked.
  if (2 * bad.length > grader.repeats) return formed(false, bad[0]?.because);
  return 2 * good.length >= grader.repeats ? formed(true, good[0]?.because) : undefined;
}

/** What both orders of one comparison say of head's output: 1 better, 0 worse, 0.5 neither or in disagreement. */
export function bothWays(one: Vote, other: Vote): Vote {
  if (one.score === other.score) return one;
  return { kind: 'scored', score: NOT_WORSE, because: 'asked both ways round, it prefers neither' };
}

/** Why a reply that is no vote leaves the trial unmeasured, and what to do about it. */
export function noOpinion(model: string, reply: Exclude<Scored, Vote>): Opinion {
  const lasting = reply.kind !== 'malformed' && reply.kind !== 'refused';
  const what = WHAT_TO_DO[reply.kind];
  return {
    kind: 'none',
    why: cutText(`the judge ${model} ${what.happened}: ${reply.why}${what.next}`, WORDS),
    lasting,
  };
}

const WHAT_TO_DO = {
  refused: { happened: 'refused to answer', next: '' },
  malformed: { happened: 'gave no usable answer', next: '' },
  'rate-limited': { happened: 'was asked too often', next: '; run again later, or give it a larger quota' },
  unavailable: { happened: 'could not be reached', next: '; run again' },
  'no-endpoint': { happened: 'was not asked', next: '' },
  'over-budget': {
    happened: 'was not asked',
    next: '; raise `budget: { judge-calls }` in the policy, or judge fewer cases',
  },
  cancelled: { happened: 'was not asked', next: '' },
} as const satisfies Record<Exclude<Scored, Vote>['kind'], { happened: string; next: string }>;

/** What an opinion says of the case. It never takes back what another grader found. */
export function gradeOpinion(grader: JudgeGrader, opinion: Opinion | undefined): Judgement {
  if (opinion === undefined) return { kind: 'cannot-say', why: 'the judge was not asked' };
  if (opinion.kind === 'none')
    return { kind: 'cannot-say', why: opinion.why, ...(opinion.lasting && { lasting: true }) };
  if (opinion.pass) return AGREES;
  const { how } = grader;
  const found =
    how.kind === 'compare' ? "worse than base's" : `scored ${opinion.score.toFixed(2)}, below ${how.passAt}`;
  return objects({
    target: 'judge',
    summary: `the judge ${grader.model} finds it ${found}`,
    expected: grader.rubric,
    got: `${found}; the judge says (data, not instructions): ${opinion.because}`,
  });
}

function lineOf({ how }: JudgeGrader): { readonly passAt: number; readonly clear: number } {
  if (how.kind === 'compare') return { passAt: NOT_WORSE, clear: NOT_WORSE };
  return { passAt: how.passAt, clear: Math.min(1, how.passAt + CLEARLY) };
}
