import type { Ending } from '../../core/run/trial.js';
import { signalGroup } from './end.js';
import type { Started } from './start.js';

/** Milliseconds between SIGTERM and SIGKILL. */
const GRACE = 2_000;
/** Node fires at once what lies further away. Milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Seconds, and a signal that may come earlier. */
interface Limits {
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
}

export interface Watched {
  /** Settles when the first process is gone: with its own ending, or with the one we put to it. */
  readonly ending: Promise<Ending>;
  /** Ends the group without grace; the first reason given stands. */
  kill(why: Ending): void;
}

/** Ends a program's group when its time (in seconds) is up, or when the signal aborts: first asked, then forced. */
export function watch({ child, pid: group }: Started, until: Limits): Watched {
  let cause: Ending | undefined;
  let force: NodeJS.Timeout | undefined;
  const ask = (why: Ending): void => {
    if (cause !== undefined) return;
    cause = why;
    signalGroup(group, 'SIGTERM');
    force = setTimeout(signalGroup, GRACE, group, 'SIGKILL');
  };
  const onAbort = (): void => {
    ask({ kind: 'cancelled' });
  };
  const expire = (): void => {
    ask({ kind: 'timed-out', after: until.timeout });
  };
  const timer = setTimeout(expire, Math.min(until.timeout * 1000, LONGEST_TIMER));
  until.signal?.addEventListener('abort', onAbort);
  if (until.signal?.aborted === true) onAbort();
  const ending = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(force);
      until.signal?.removeEventListener('abort', onAbort);
      resolve(cause ?? ownEnding(code, signal));
    });
  });
  const kill = (why: Ending): void => {
    cause ??= why;
    signalGroup(group, 'SIGKILL');
  };
  return { ending, kill };
}

function ownEnding(code: number | null, signal: NodeJS.Signals | null): Ending {
  return code === null ? { kind: 'killed', signal: signal ?? 'an unknown signal' } : { kind: 'exited', code };
}
