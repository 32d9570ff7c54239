import { describe, expect, it } from '@jest/globals';

import { CancelledError } from '../../../src/core/errors.js';
import { inSlices, type Steps } from '../../../src/edges/trees/steps.js';

/** Takes longer than a slice at each step. */
function* slowly(done: string[]): Steps<string> {
  try {
    for (const name of ['a', 'b', 'c']) {
      for (const until = performance.now() + 6; performance.now() < until;);
      done.push(name);
      yield;
    }
  } catch (error) {
    for (const name of ['swept', 'clean']) {
      for (const until = performance.now() + 6; performance.now() < until;);
      done.push(name);
      yield;
    }
    throw error;
  }
  return 'whole';
}

describe('work in slices', () => {
  it('lets other work in between, and tells what went into it alone', async () => {
    const done: string[] = [];
    let took = 0;
    const meanwhile = new Promise<void>((resolve) => setImmediate(resolve)).then(() => done.push('other'));
    expect(await inSlices(slowly(done), { took: (seconds) => (took = seconds) })).toBe('whole');
    await meanwhile;
    expect(done).toEqual(['a', 'other', 'b', 'c']);
    expect(took).toBeGreaterThanOrEqual(0.018);
  });

  it('stops where it stands when nobody waits any more, and cleans up after itself before it says so', async () => {
    const done: string[] = [];
    const stop = new AbortController();
    setImmediate(() => {
      stop.abort();
    });
    await expect(inSlices(slowly(done), stop)).rejects.toThrow(CancelledError);
    expect(done).toEqual(['a', 'swept', 'clean']);
  });

  it('begins nothing that nobody waits for', async () => {
    const done: string[] = [];
    await expect(inSlices(slowly(done), { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(done).toEqual([]);
  });
});
