import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until something is so; the test's own timeout is the end of patience. */
export async function waitFor(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(10);
}
