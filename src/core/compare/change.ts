import type { Because, Outcome } from '../grade/grade.js';
import type { Gate } from '../evals/eval.js';

/** What happened to a case from base to head (SPEC sections 6 and 12). */
export type ChangeKind =
  | 'broke'
  | 'removed'
  | 'changed'
  | 'rewritten'
  | 'suspect'
  | 'unmeasured'
  | 'blocked'
  | 'flaky'
  | 'still-fails'
  | 'fixed'
  | 'still-passes'
  | 'passes'
  | 'added'
  | 'not-affected'
  | 'accepted';

/** Kinds that a maintainer may accept. */
const ACCEPTABLE: readonly ChangeKind[] = ['broke', 'removed', 'changed', 'rewritten'];

export function isAcceptable(kind: ChangeKind): boolean {
  return ACCEPTABLE.includes(kind);
}

/** How often a case passed and failed on one side. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** What the trials of one side said of a case, in the order they ran. */
type Outcomes = readonly Outcome[];

/** One case with all its evidence, from both sides. Absent on a side: no trial, or the suite's report did not name it. */
export interface Evidence {
  readonly id: string;
  readonly eval: string;
  readonly name: string;
  readonly base: Outcomes;
  readonly head: Outcomes;
  /** The pull request's own version of the tests, on head. */
  readonly own: Outcomes;
  /** Of how many usable runs on that side the case was absent (a suite's test that its report did not name). */
  readonly absentOnBase: number;
  readonly absentOnHead: number;
}

/** What the numbers of a metric came to. */
export interface MetricComparison {
  readonly name: string;
  readonly better: 'lower' | 'higher';
  /** `s`, `bytes`, or what the eval calls it; empty: a bare number. */
  readonly unit: string;
  /** "at most 10 % more": how much worse is still good. */
  readonly allowed: string;
  readonly noisy: boolean;
  /** The middle one of all numbers of a side; absent where it has none. */
  readonly base?: number;
  readonly head?: number;
  /** Pairs of trials with a number on both sides, and those in which head is worse. */
  readonly pairs: number;
  readonly worse: number;
  /** Head is better by more than it could have been worse. */
  readonly improved?: true;
}

export interface CaseChange {
  readonly id: string;
  readonly eval: string;
  readonly name: string;
  readonly kind: ChangeKind;
  /** What this change does to the verdict. */
  readonly gate: Gate | 'none';
  /** One sentence for people. */
  readonly why: string;
  readonly because: readonly Because[];
  readonly base: Tally;
  readonly head: Tally;
  /** Base's earlier runs, where there are any, and the branch on which they were made. */
  readonly record?: Tally & { readonly branch: string };
  /** For a metric: its numbers. */
  readonly metric?: MetricComparison;
  /** For `unmeasured`: the run had few seconds, and did not come to it. */
  readonly notReached?: true;
  /** For `blocked`: the eval it stands on. */
  readonly blockedBy?: string;
  /** Where it may be accepted: a digest of what head did. */
  readonly said?: string;
  /** For `accepted`: who said so, where and why, and what it was before. */
  readonly accepted?: {
    readonly by: string;
    readonly reason: string;
    readonly url: string;
    readonly was: ChangeKind;
    readonly why: string;
  };
}
