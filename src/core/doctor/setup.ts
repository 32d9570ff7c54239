import type { Mistake } from '../errors.js';

/** What was looked at, or why it could not be: not seen is never fine. */
export type Seen<T> = { readonly kind: 'seen'; readonly value: T } | { readonly kind: 'unseen'; readonly why: string };

export interface SetupFile {
  readonly path: string;
  readonly text: string;
}

/** A check that the default branch requires, and the one app that may report it. */
export interface RequiredCheck {
  readonly name: string;
  /** Absent: anyone who may write checks or statuses. */
  readonly app?: number;
}

/** What the default branch asks of a merge, from rulesets and branch protection together. */
export interface BranchRules {
  readonly checks: readonly RequiredCheck[];
  readonly codeOwnerReview: boolean;
  readonly mergeQueue: boolean;
}

/** A repository's side of the product, as plain data. */
export interface Setup {
  /** The evals folder. */
  readonly folder: string;
  readonly checkName: string;
  readonly workflows: readonly SetupFile[];
  /** Every file of that name, wherever it lies. */
  readonly codeowners: readonly SetupFile[];
  readonly evals:
    | { readonly kind: 'read'; readonly count: number }
    | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };
  readonly sandbox:
    { readonly kind: 'held'; readonly name: string } | { readonly kind: 'none-held'; readonly why: string };
  readonly rules: Seen<BranchRules>;
  /** What a workflow's token may do when no file says. */
  readonly tokenDefault: Seen<'read' | 'write'>;
}

/** The app behind every workflow's own token, on github.com. */
export const ACTIONS_APP_ID = 15_368;
