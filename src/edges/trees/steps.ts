import { setImmediate } from 'node:timers/promises';
import { CancelledError } from '../../core/errors.js';

/** Work on the disk in small steps: file by file it is fastest without waiting, all at once it would hold up everything else. */
export type Steps<T> = Generator<undefined, T>;

/** Milliseconds for which other work may have to wait. */
const SLICE = 4;

export interface Slicing {
  /** Aborted when nobody waits for the work any more: it throws a CancelledError, once it has cleaned up after itself. */
  readonly signal?: AbortSignal;
  /** Hears at the end how many seconds went into it, other work not counted. */
  readonly took?: (seconds: number) => void;
}

/** Does the work, letting other work in between. */
export async function inSlices<T>(steps: Steps<T>, { signal, took }: Slicing = {}): Promise<T> {
  if (signal?.aborted === true) throw new CancelledError();
  let [began, spent, cancelled] = [performance.now(), 0, false];
  const next = (): IteratorResult<undefined, T> => {
    if (cancelled || signal?.aborted !== true) return steps.next();
    cancelled = true;
    return steps.throw(new CancelledError());
  };
  for (let step = steps.next(); ; step = next()) {
    const slice = performance.now() - began;
    if (step.done === true) {
      took?.((spent + slice) / 1000);
      return step.value;
    }
    if (slice <= SLICE) continue;
    spent += slice;
    await setImmediate();
    began = performance.now();
  }
}

/** Does the work at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
