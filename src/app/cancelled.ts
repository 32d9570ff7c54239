import { CancelledError } from '../core/errors.js';
import { EMPTY } from '../core/run/content.js';
import type { Attempt } from '../core/run/trial.js';

/** What a program comes to that nobody waits for any more. */
export const CANCELLED: Attempt = {
  ending: { kind: 'cancelled' },
  duration: 0,
  stdout: EMPTY,
  stderr: EMPTY,
  files: [],
};

/** The same for one whose tree was not ready by then. */
export function orCancelled(error: unknown): Attempt {
  if (error instanceof CancelledError) return CANCELLED;
  throw error;
}
