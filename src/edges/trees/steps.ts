import { setImmediate } from 'node:timers/promises';

/** Work on the disk in small steps: file by file it is fastest without waiting, all at once it would hold up everything else. */
export type Steps<T> = Generator<undefined, T>;

/** Milliseconds for which other work may have to wait. */
const SLICE = 4;

/** Does the work, letting other work in between. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let end = performance.now() + SLICE;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() > end) {
      await setImmediate();
      end = performance.now() + SLICE;
    }
  }
}

/** Does the work at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
