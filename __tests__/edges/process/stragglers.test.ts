import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { processEntry } from '../../../src/edges/process/processes.js';
import { runProgram } from '../../../src/edges/process/run-program.js';
import { programIn, scratch, sh } from '../../support/process/programs.js';
import { waitFor } from '../../support/process/wait-for.js';

const folder = scratch();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let count = 0;
const fresh = (): string => join(folder, `file-${(count += 1)}`);
const isAlive = (pid: number): boolean => processEntry(pid)?.dead === false;
const pidIn = (path: string): number => Number(readFileSync(path, 'utf8'));

/** Shell text that notes its own process in `file`, then waits far longer than any test. */
const lurk = (file: string): string =>
  `echo $$ > ${file}.part; mv ${file}.part ${file}; sleep 300; echo late > ${file}.late`;

describe('what a program leaves behind when it exits', () => {
  const daemons: readonly (readonly [string, (file: string) => string])[] = [
    ['a child in the background', (file) => `sh -c '${lurk(file)}' &`],
    ['a child that holds no pipe', (file) => `sh -c '${lurk(file)}' >/dev/null 2>&1 </dev/null &`],
    ['a child without an environment', (file) => `env -i sh -c '${lurk(file)}' >/dev/null 2>&1 &`],
    ['a daemon in a session of its own', (file) => `setsid sh -c '${lurk(file)}' >/dev/null 2>&1 </dev/null &`],
    ['a daemon that holds the pipes', (file) => `setsid sh -c '${lurk(file)}' &`],
    ['a daemon that holds the pipes, without an environment', (file) => `env -i setsid sh -c '${lurk(file)}' &`],
    [
      'a daemon that ignores every signal it can',
      (file) => `setsid sh -c 'trap "" HUP INT TERM; ${lurk(file)}' >/dev/null 2>&1 &`,
    ],
    ['a double fork', (file) => `(setsid sh -c '(cd /; ${lurk(file)}) >/dev/null 2>&1 &' &);`],
    [
      'a child of a daemon, without an environment',
      (file) => `setsid sh -c 'env -i setsid -w sh -c "${lurk(file).replaceAll('$', '\\$')}"' >/dev/null 2>&1 &`,
    ],
    [
      'a sibling of a daemon, without an environment and without a leader',
      (file) => `setsid sh -c 'sleep 300 & env -i sh -c "${lurk(file).replaceAll('$', '\\$')}" &' >/dev/null 2>&1 &`,
    ],
  ];

  it.each(daemons)('%s is ended', async (_, script) => {
    const file = fresh();
    const ran = await sh(folder, `${script(file)} while [ ! -e ${file} ]; do sleep 0.01; done; echo done`);
    expect(ran).toMatchObject({ ending: { kind: 'exited', code: 0 }, stdout: { data: 'done\n' } });
    expect(isAlive(pidIn(file))).toBe(false);
  });

  it('is ended too when the program ran long', async () => {
    const file = fresh();
    const ran = await sh(folder, `setsid sh -c '${lurk(file)}' >/dev/null 2>&1 & sleep 1; exit 3`);
    expect(ran.ending).toEqual({ kind: 'exited', code: 3 });
    expect(isAlive(pidIn(file))).toBe(false);
  });

  it('is ended in whichever moment of its start the program exits', async () => {
    const file = fresh();
    for (let round = 0; round < 30; round += 1) {
      await sh(folder, `setsid sh -c 'sleep 0.3; echo late >> ${file}' >/dev/null 2>&1 &`);
    }
    await delay(600);
    expect(existsSync(file)).toBe(false);
  });

  it('is ended, while a program that runs beside it is not', async () => {
    const beside = sh(folder, 'setsid sh -c "sleep 0.5; echo beside"; echo end');
    const file = fresh();
    await sh(folder, `setsid sh -c '${lurk(file)}' & while [ ! -e ${file} ]; do sleep 0.01; done`);
    expect(isAlive(pidIn(file))).toBe(false);
    expect((await beside).stdout.data).toBe('beside\nend\n');
  });

  it('is told apart from our own threads, which hold its pipes too', async () => {
    const file = fresh();
    const ran = sh(folder, `env -i setsid sh -c '${lurk(file)}' & while [ ! -e ${file} ]; do sleep 0.01; done`);
    const thread = new Worker('setInterval(() => {}, 1000)', { eval: true });
    await ran;
    expect(isAlive(pidIn(file))).toBe(false);
    await thread.terminate();
  });

  it('is told apart from a program with the same temp folder', async () => {
    const file = fresh();
    const first = programIn(folder, ['sh', '-c', `while [ ! -e ${file} ]; do sleep 0.01; done`]);
    const ran = runProgram(first);
    const beside = runProgram({ ...first, argv: ['setsid', '-w', 'sh', '-c', `echo > ${file}; sleep 0.5; echo end`] });
    await ran;
    expect((await beside).stdout.data).toBe('end\n');
  });
});

describe('a program whose time is up', () => {
  it('is asked first', async () => {
    const ran = await sh(folder, 'trap "echo bye; exit 9" TERM; while :; do sleep 0.05; done', { timeout: 0.3 });
    expect(ran).toMatchObject({ ending: { kind: 'timed-out', after: 0.3 }, stdout: { data: 'bye\n' } });
  });

  it('is forced when it does not listen, with its daemons', async () => {
    const file = fresh();
    const ran = await sh(
      folder,
      `trap "" TERM; setsid sh -c 'trap "" TERM; ${lurk(file)}' & while :; do sleep 0.05; done`,
      {
        timeout: 0.5,
      },
    );
    expect(ran.ending).toEqual({ kind: 'timed-out', after: 0.5 });
    expect(isAlive(pidIn(file))).toBe(false);
  });

  it('is ended when it stopped itself', async () => {
    const ran = await sh(folder, 'kill -STOP $$', { timeout: 0.2 });
    expect(ran.ending).toEqual({ kind: 'timed-out', after: 0.2 });
  });

  it('may be given more seconds than a timer of Node holds', async () => {
    expect((await sh(folder, 'sleep 0.1', { timeout: 1e9 })).ending).toEqual({ kind: 'exited', code: 0 });
  });
});

describe('a run that is called off', () => {
  it('ends its programs and says so', async () => {
    const file = fresh();
    const caller = new AbortController();
    const program = programIn(folder, ['sh', '-c', `echo begun; sh -c '${lurk(file)}'`]);
    const ran = runProgram(program, caller.signal);
    await waitFor(() => existsSync(file));
    caller.abort();
    expect(await ran).toMatchObject({ ending: { kind: 'cancelled' }, stdout: { data: 'begun\n' } });
    expect(isAlive(pidIn(file))).toBe(false);
  });

  it('starts nothing any more', async () => {
    const file = fresh();
    const program = programIn(folder, ['touch', file]);
    expect((await runProgram(program, AbortSignal.abort())).ending).toEqual({ kind: 'cancelled' });
    expect(existsSync(file)).toBe(false);
  });

  it('is heard in the very moment of the start', async () => {
    const caller = new AbortController();
    const ran = runProgram(programIn(folder, ['sleep', '300']), caller.signal);
    caller.abort();
    expect((await ran).ending).toEqual({ kind: 'cancelled' });
  });
});
