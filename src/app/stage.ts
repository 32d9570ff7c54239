import type { Eval } from '../core/evals/eval.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { Unit } from '../core/plan/unit.js';
import type { Start } from '../core/run/start.js';
import type { Side, Trial, Variant } from '../core/run/trial.js';

/** What a setup is told by: it always runs at the root of the tree. */
export type Prepared = Pick<Eval, 'setup' | 'env'>;

interface SetupFailed {
  readonly kind: 'setup-failed';
  readonly why: string;
}

export type Readiness =
  | { readonly kind: 'ready' }
  | SetupFailed
  /** The record that is replayed does not tell. */
  | { readonly kind: 'not-recorded' };

/** What happened when a trial was asked for: it ran, or the setup it needs does not work on this side. */
export type Ran = { readonly kind: 'ran'; readonly trial: Trial } | SetupFailed;

export interface TrialAsk {
  readonly unit: Unit;
  readonly index: number;
  /** Replaces the whole suite by a rerun of some of its tests. */
  readonly start?: Start;
  /** Part of a pass over every case of its eval, in their order. */
  readonly inTurn?: boolean;
}

/** One tree of one side, as it was composed. */
export interface Tree {
  readonly side: Side;
  readonly variant: Variant;
  readonly entries: Entries;
}

/** The one seam between judging and running: a tree on which trials can be asked for, whoever answers. */
export interface Stage extends Tree {
  /** Whether an eval's setup works here. */
  ready(one: Prepared): Promise<Readiness>;
  /** One unit, once, on a clean tree. */
  run(asked: TrialAsk): Promise<Ran>;
  /** Gives back the room on disk; nothing is asked of it afterwards. */
  close(): Promise<void>;
}
