import { UserError } from '../errors.js';
import type { Reason } from './verdict.js';

const HELP = {
  superseded: 'Nothing has to be done: the newer push is judged by a run of its own.',
  'no-pull-request': 'Give the number of an open pull request of this repository.',
  'not-run': 'See what the run says, and start it again.',
  'workflow-changed':
    'A maintainer reads the change. Such a pull request is merged by hand, or split so that the workflows change first.',
} as const satisfies Partial<Record<Reason['code'] | 'superseded' | 'no-pull-request', string>>;

/** A run whose record is not judged: what it says would be no evidence. */
export class UnjudgedError extends UserError {
  readonly code: keyof typeof HELP;

  constructor(code: keyof typeof HELP, message: string) {
    super(message, { help: HELP[code] });
    this.code = code;
  }
}
