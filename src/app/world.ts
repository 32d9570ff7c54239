import type { Policy } from '../core/evals/policy.js';
import type { TrialSource } from './trial-source.js';
import type { Clock, History, JudgeModel, Progress, Repository, Sandbox, Workspaces } from './ports.js';

/** A sandbox that passed its own test, or why none does. */
export type ChosenSandbox =
  | {
      readonly kind: 'held';
      readonly sandbox: Sandbox;
      /** Why no sandbox is around it, where one was wished for. */
      readonly without?: string;
    }
  | { readonly kind: 'none-held'; readonly why: string };

interface KnownHistory {
  readonly file: History;
  /** Whether this run may add to it: what a pull request's code can write is no history. */
  readonly keep: boolean;
  /** The kind of machine, in words. */
  readonly machine: string;
}

/** Who judges outputs: a model, or the half that reads the record of this run. */
export type Judges =
  | { readonly kind: 'model'; readonly model: JudgeModel }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'later' };

/** Everything a run asks of the outside, before it knows which sandbox base's policy wants. */
export interface Outside {
  readonly repository: Repository;
  readonly workspaces: Workspaces;
  readonly chooseSandbox: (wanted: Policy['sandbox']) => Promise<ChosenSandbox>;
  /** Where trials come from; by default programs are run here and now. */
  readonly trials?: TrialSource;
  /** Absent: nothing is on record of any case, and nothing is kept. */
  readonly history?: KnownHistory;
  /** What the last runs here saw, kept for the order of the next. */
  readonly lately?: Pick<History, 'load' | 'replace'>;
  readonly judges: Judges;
  readonly clock: Clock;
  readonly progress: (event: Progress) => void;
  /** Aborted by Ctrl-C, a cancelled job, or a spent budget. */
  readonly signal: AbortSignal;
  /** Trials at a time. */
  readonly width: number;
  /** PATH of the caller: where programs are looked for. */
  readonly path: string;
  /** Variables of the caller that `pass-env` may name; empty for untrusted runs. */
  readonly callerEnv: Readonly<Record<string, string>>;
  /** Formative's own version. */
  readonly version: string;
}

export interface World extends Outside {
  readonly sandbox: Sandbox;
}
