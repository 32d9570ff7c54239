import { UserError } from '../core/errors.js';
import { plain } from '../core/report/verbatim.js';

/** Every mistake of many files fits. */
const CAPS = { lines: 5000, columns: 2000 } as const;

/** An error for a terminal or a log: what to do next, or the stack of a mistake of ours. It may quote paths and names. */
export function explain(error: unknown): string {
  return plain(error instanceof UserError ? `${error.message}\n\n${error.help}` : stackOf(error), CAPS);
}

/** What to tell of an error that is no UserError. */
function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
