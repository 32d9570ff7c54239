export interface Deadline {
  /** Aborted when no more can be done in time. */
  readonly over: AbortSignal;
  /** Aborted then too, and when somebody asks to stop. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
  /** Looks at no clock any more. */
  readonly end: () => void;
}

/** Milliseconds between two looks at the clock. */
const LOOK = 100;

/** Seconds from now, less those that it takes by then to leave nothing behind; never over where no seconds are given. */
export function openDeadline(seconds = Infinity, toLeave: () => number): Deadline {
  const [over, stopped] = [new AbortController(), new AbortController()];
  const started = performance.now();
  const look = (): void => {
    if ((performance.now() - started) / 1000 + toLeave() >= seconds) over.abort();
  };
  const timer = seconds === Infinity ? undefined : setInterval(look, LOOK).unref();
  return {
    over: over.signal,
    signal: AbortSignal.any([over.signal, stopped.signal]),
    stop: () => {
      stopped.abort();
    },
    end: () => {
      clearInterval(timer);
    },
  };
}
