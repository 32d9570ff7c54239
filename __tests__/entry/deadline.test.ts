import { expect, it } from '@jest/globals';

import { openDeadline, type Deadline } from '../../src/entry/deadline.js';

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

const states = ({ over, signal }: Deadline): readonly boolean[] => [over.aborted, signal.aborted];

it('is over as long before its seconds as it takes to leave nothing behind', async () => {
  let lying = 0;
  const deadline = openDeadline(3600, () => lying);
  // The clock is looked at again and again, by which nothing keeps a program from its end.
  const keep = setInterval(() => (lying = 3600), 150);
  await aborted(deadline.over);
  clearInterval(keep);
  deadline.end();
  expect(states(deadline)).toEqual([true, true]);
});

it('is stopped by whoever asks for it, without being over', () => {
  const deadline = openDeadline(undefined, () => Infinity);
  expect(states(deadline)).toEqual([false, false]);
  deadline.stop();
  expect(states(deadline)).toEqual([false, true]);
});
