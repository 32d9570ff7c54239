import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, it } from '@jest/globals';

import { metered } from '../../../src/edges/sandbox/meter.js';

const MEGABYTE = 1024 * 1024;

/** Runs a script of node's in a process of its own, to its end. */
async function node(script: string): Promise<void> {
  await once(spawn(process.execPath, ['-e', script], { stdio: 'ignore' }), 'close');
}

const HOLDS = `const held = Buffer.alloc(300 * ${MEGABYTE}, 1); setTimeout(() => held.length, 300)`;
const COMPUTES = 'const end = process.cpuUsage().user + 4e5; while (process.cpuUsage().user < end);';
const inChild = (script: string): string =>
  `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(script)}])`;

describe('what a program used', () => {
  it('is its own memory and processor time', async () => {
    const idle = (await metered(() => node('setTimeout(() => {}, 100)'))).usage;
    const held = (await metered(() => node(HOLDS))).usage;
    const busy = (await metered(() => node(COMPUTES))).usage;
    expect(idle?.peakMemory).toBeGreaterThan(10 * MEGABYTE);
    expect(held?.peakMemory).toBeGreaterThan((idle?.peakMemory ?? Infinity) + 250 * MEGABYTE);
    expect(busy?.peakMemory).toBeLessThan(200 * MEGABYTE);
    expect(busy?.cpu).toBeGreaterThanOrEqual(0.38);
    expect(idle?.cpu).toBeLessThan(0.38);
  });

  it('is that of the programs it starts, too', async () => {
    const held = (await metered(() => node(inChild(HOLDS)))).usage;
    const busy = (await metered(() => node(inChild(COMPUTES)))).usage;
    expect(held?.peakMemory).toBeGreaterThan(300 * MEGABYTE);
    expect(busy?.cpu).toBeGreaterThanOrEqual(0.38);
  });

  it('is not that of a program that ran before or still runs', async () => {
    await node(HOLDS);
    const other = spawn(process.execPath, ['-e', HOLDS.replace('300)', '30000)')], { stdio: 'ignore' });
    try {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { usage } = await metered(() => node('setTimeout(() => {}, 100)'));
      expect(usage?.peakMemory).toBeLessThan(250 * MEGABYTE);
    } finally {
      other.kill('SIGKILL');
      await once(other, 'close');
    }
  });
});

it('answers what ran, and fails as it fails', async () => {
  expect((await metered(() => Promise.resolve('done'))).ran).toBe('done');
  await expect(metered(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
