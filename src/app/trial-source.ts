import type { RunTrouble } from '../core/verdict/decide.js';
import type { Stage } from './stage.js';

/** Where trials come from: programs that run now, the same with all of it written down, or the record of such a run. */
export interface TrialSource {
  /** Stands in front of a stage that would run programs. Nothing has been started there yet. */
  over(live: Stage): Stage;
  /** What it could not answer of all that it was asked. */
  troubles(): readonly RunTrouble[];
}

/** Every trial is run when it is asked for. */
export const LIVE: TrialSource = { over: (live) => live, troubles: () => [] };
