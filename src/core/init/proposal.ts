import type { Deed } from './deed.js';
import type { OwnerLines } from './owners.js';

/** An eval that was tried and is not written. */
export interface NotPassing {
  readonly id: string;
  readonly why: string;
}

/** What became of the first evals. */
export type FirstEvals =
  /** What passed is among the files. */
  | { readonly kind: 'tried'; readonly notPassing: readonly NotPassing[] }
  /** There are evals already: they are a person's. */
  | { readonly kind: 'there-already'; readonly count: number }
  /** Nothing was recognised that could be run. */
  | { readonly kind: 'none-known' };

/** The whole answer of `init`. */
export interface Proposal {
  readonly folder: string;
  readonly deeds: readonly Deed[];
  readonly firstEvals: FirstEvals;
  /** Workflows of other names that start Formative, in place of ours. */
  readonly otherWorkflows: readonly string[];
  /** Nobody knows which copy of the action the workflows are to start. */
  readonly actionOpen: boolean;
  /** One person alone maintains this, and nobody said who may accept. */
  readonly acceptOpen: boolean;
  readonly owners?: OwnerLines;
}
