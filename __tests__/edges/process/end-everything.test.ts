import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { processEntry } from '../../../src/edges/process/processes.js';
import { scratch } from '../../support/process/programs.js';
import { waitFor } from '../../support/process/wait-for.js';

const folder = scratch();
const bundle = join(folder, 'ctrl-c.mjs');

beforeAll(async () => {
  const entry = '__tests__/support/process/ctrl-c.ts';
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Two processes for each of the three programs: one in the group, and a daemon in a session of its own. */
const LURK = 'f=pid-$$; echo $$ > $f.part; mv $f.part $f; trap "" TERM INT HUP; while :; do sleep 1; done';
const SCRIPT = `setsid sh -c '${LURK}' >/dev/null 2>&1 & ${LURK}`;

function begin(
  name: string,
  script: string,
  more: Record<string, string> = {},
): { child: ChildProcess; pids: () => readonly number[]; place: string } {
  const place = join(folder, name);
  mkdirSync(place);
  const child = spawn(process.execPath, [bundle, place, script], {
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const noted = (): readonly string[] => readdirSync(place).filter((file) => /^pid-\d+$/.test(file));
  return { child, place, pids: () => noted().map((file) => Number(readFileSync(join(place, file), 'utf8'))) };
}

const isAlive = (pid: number): boolean => processEntry(pid)?.dead === false;

it('a program gets nothing of what Node hands on by itself', async () => {
  const { child, place } = begin('coverage', 'env > names', { NODE_V8_COVERAGE: join(folder, 'v8') });
  await once(child, 'close');
  expect(readFileSync(join(place, 'names'), 'utf8')).not.toContain('NODE_V8_COVERAGE');
});

describe('endEverything', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves no process after %s, and starts none', async (signal) => {
    const { child, pids, place } = begin(signal, SCRIPT);
    const said: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await waitFor(() => pids().length === 6);
    child.kill(signal);
    await once(child, 'close');
    expect(pids().filter(isAlive)).toEqual([]);
    expect({ code: child.exitCode, said: said.join('') }).toEqual({ code: 130, said: 'cancelled\n' });
    expect(existsSync(join(place, 'again'))).toBe(false);
  });

  it('leaves no process when we crash', async () => {
    const { child, pids } = begin('crash', SCRIPT);
    await waitFor(() => pids().length === 6);
    child.kill('SIGUSR2');
    await once(child, 'close');
    expect(child.exitCode).toBe(1);
    expect(pids().filter(isAlive)).toEqual([]);
  });
});
