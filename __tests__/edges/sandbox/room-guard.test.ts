import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { chownSync } from 'node:fs';
import type { Program } from '../../../src/app/ports.js';
import { boundsFor, type Room } from '../../../src/edges/sandbox/room.js';
import { heldBy, openHere } from '../../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

// Programs are started on a machine that other tests keep busy.
jest.setTimeout(120_000);

/** Near what there is, so that a hog is caught while it is small. */
const near = (changes: (first: Room) => Partial<Room>) =>
  openHere((first) => ({ ...boundsFor(first), ...changes(first) }));
const opened = {
  disk: near(({ disk }) => ({ disk: disk - 2 ** 28 })),
  files: near(({ files }) => ({ files: files - 3000 })),
  memory: near(({ memory }) => ({ memory: memory - 2 ** 28 })),
  tasks: near(({ tasks }) => ({ tasks: tasks + 60 })),
};
const held = Object.fromEntries(
  await Promise.all(Object.entries(opened).map(async ([name, one]) => [name, await heldBy(one)] as const)),
);
afterAll(() => {
  for (const one of Object.values(opened)) one.closeNow();
  removeTemporaries();
});

/** Each takes far more than it may, by itself no more than a machine bears, and then waits to be ended. */
const HOGS = [
  [
    'disk',
    'disk limit',
    'i=0; while [ $i -lt 16 ]; do i=$((i+1)); dd if=/dev/zero of=f$i bs=1M count=64 2>/dev/null; done',
  ],
  ['files', 'disk limit', 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); : >f$i; done'],
  [
    'memory',
    'memory limit',
    `exec node -e 'globalThis.a = []; for (let i = 0; i < 12; i += 1) a.push(Buffer.alloc(2 ** 26, 1)); setInterval(() => 0, 1000)'`,
  ],
  ['tasks', 'process limit', 'i=0; while [ $i -lt 150 ]; do i=$((i+1)); sleep 100 & done'],
] as const;

describe.each(HOGS)('a program that takes too much of %s', (kind, limit, script) => {
  it.each(held[kind] ?? [])('is ended behind $name, and named so; one beside it is not', async (sandbox) => {
    const program = (text: string): Program => {
      const folder = temporaryFolder();
      if (sandbox.owner !== undefined) chownSync(folder, sandbox.owner.uid, sandbox.owner.gid);
      const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder };
      const rest = { stdin: '', timeout: 60, network: false, maxOutput: 1000, writable: [folder] };
      return { argv: ['/bin/sh', '-c', text], cwd: folder, env, ...rest };
    };
    const stop = new AbortController();
    const beside = sandbox.run(program('sleep 100'), stop.signal);
    const hog = await sandbox.run(program(`${script}; sleep 100`));
    stop.abort();
    expect(hog.ending).toEqual({ kind: 'killed', signal: limit });
    expect((await beside).ending).toEqual({ kind: 'cancelled' });
  });
});
