import type { Clock, Progress, Repository, Sandbox, Workspaces } from './ports.js';

/** Everything a run asks of the outside. */
export interface World {
  readonly repository: Repository;
  readonly workspaces: Workspaces;
  readonly sandbox: Sandbox;
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
