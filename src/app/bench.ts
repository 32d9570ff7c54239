import type { Side, Trial } from '../core/run/trial.js';
import type { Budget } from './budget.js';
import type { Kin } from './kin.js';
import type { Ledger } from './ledger.js';
import type { Pool } from './pool.js';
import type { LiveStage } from './live-stage.js';
import type { Stage } from './stage.js';
import type { World } from './world.js';

/** The trees of a run. `own`: the pull request's tests; `graders`: base's evals folder alone, always on this machine. */
export interface Stages {
  readonly base: Stage;
  readonly head: Stage;
  readonly own: Stage;
  readonly graders: LiveStage;
}

/** What measuring needs: where things run, and where what they said is written down. */
export interface Bench {
  readonly world: World;
  readonly stages: Stages;
  readonly budget: Budget;
  readonly pool: Pool;
  readonly ledger: Ledger;
  /** What a judge's questions are drawn from: the run's own seed. */
  readonly seed: string;
  /** Base's first trial of a unit, which `same-as-base` compares with: asked for before head's. */
  readonly reference: Map<string, Promise<Trial | undefined>>;
  /** What setups of head's own code left, in head's tree and in those of its commits and edits. */
  readonly setups: Kin['ran'];
  /** Called after each trial, for the person who waits. */
  readonly tick: (side: Side) => void;
}
