import type { Gate } from '../evals/eval.js';
import type { Outcome } from '../grade/grade.js';
import type { CaseChange, Evidence } from './change.js';
import { signFlip } from './sign-flip.js';

/** A judged case that is not said to be broken by itself. */
export interface JudgedCase {
  readonly evidence: Evidence;
  /** Trials that every case starts with, on each side: those that came later were asked for because of what these said. */
  readonly trials: number;
  /** Cases with the same input fall for the same reason. */
  readonly cluster: string;
  /** What a break of it does to the verdict. */
  readonly gate: Gate;
}

/** Judged cases from which on they can say anything together: fewer reach no level, however they fall. */
export const ENOUGH_TOGETHER = 7;
/** Share of the error rate that this one finding may use. */
export const SHARE_TOGETHER = 0.2;

/**
 * Many judged cases may each fall too little to be called broken, and all of them together too much for chance: one finding for the
 * whole suite, with the strictest gate among them.
 */
export function fellTogether(cases: readonly JudgedCase[], errorRate: number): readonly CaseChange[] {
  const scored = cases.flatMap(({ evidence, trials, cluster, gate }) => {
    const [base, head] = [meanScore(evidence.base, trials), meanScore(evidence.head, trials)];
    return base === undefined || head === undefined ? [] : [{ cluster, gate, base, head, by: head - base }];
  });
  if (scored.length < ENOUGH_TOGETHER) return [];
  const chance = signFlip(scored);
  if (chance > SHARE_TOGETHER * errorRate) return [];
  const lower = scored.filter(({ by }) => by < 0).length;
  const means = `${mean(scored.map(({ base }) => base))} on base, ${mean(scored.map(({ head }) => head))} on head`;
  const why = `scores fell in ${lower} of ${scored.length} judged cases: on average ${means}`;
  return [
    {
      id: '(judged)/(scores)',
      eval: '(judged)',
      name: '(scores)',
      kind: 'broke',
      gate: GATES.find((gate) => scored.some((one) => one.gate === gate)) ?? 'warn',
      why,
      because: [{ target: 'judge', summary: `${why}; by chance alone in ${words(chance)} of pull requests` }],
      base: { passed: scored.length, failed: 0 },
      head: { passed: scored.length - lower, failed: lower },
    },
  ];
}

/** From the strictest to the weakest. */
const GATES: readonly Gate[] = ['block', 'ask', 'warn'];

/** Undefined where any of the trials has no score: what is left would be a choice. */
function meanScore(outcomes: readonly Outcome[], trials: number): number | undefined {
  const scores = outcomes.slice(0, trials).flatMap((one) => ('score' in one ? [one.score] : []));
  if (scores.length < trials) return undefined;
  return scores.reduce((sum, score) => sum + score, 0) / trials;
}

function mean(scores: readonly number[]): string {
  return (scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(2);
}

function words(chance: number): string {
  return chance < 0.0005 ? 'fewer than 0.05 %' : `${(100 * chance).toFixed(2)} %`;
}
