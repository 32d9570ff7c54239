import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { FORMATIVE, pullRequest, USER } from '../support/cli.js';
import { pictureOf } from '../support/disk-picture.js';
import { removeTemporaries, temporaryFolder, type TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

/** A program that tells it is there, leaves a daemon in a session of its own, and never ends by itself. */
const ENDLESS = `setsid sh -c 'trap "" TERM INT HUP; while :; do sleep 0.1 $MARK; done' >/dev/null 2>&1 &
trap "" TERM INT HUP
: > "$FLAG"
while :; do sleep 0.1 $MARK; done
`;

interface Running {
  readonly child: ChildProcess;
  readonly repository: TemporaryRepository;
  /** What the user's folder looked like before. */
  readonly before: readonly string[];
  readonly temp: string;
  /** Stands in the command line of every process of the trial. */
  readonly mark: string;
}

/** Starts a run, and waits until the program of its setup or its trial is there. */
async function started(where: 'setup' | 'trial', sandbox = 'off'): Promise<Running> {
  const mark = `0.0${Math.floor(performance.now() * 1000)}${process.pid}`;
  // In a sandbox there is no place for a flag that could be seen from outside.
  const flag = sandbox === 'off' ? join(temporaryFolder(), 'flag') : '/dev/null';
  const script = ENDLESS.replaceAll('$MARK', mark).replaceAll('$FLAG', flag);
  const lines = where === 'setup' ? 'setup: sh a.sh\nrun: "true"\n' : 'run: [sh, a.sh]\n';
  const repository = pullRequest({ 'a.sh': 'true', 'evals/a.yml': `${lines}timeout: 600\n` }, { 'a.sh': script });
  const before = pictureOf(repository.root);
  const temp = temporaryFolder();
  const [node, cli] = FORMATIVE;
  const args = [cli, 'run', '--sandbox', sandbox, '--quiet'];
  const env = { ...USER, TMPDIR: temp };
  const child = spawn(node, args, { cwd: repository.root, env, stdio: 'ignore' });
  while (!(existsSync(flag) && marked(mark).length > 0) && child.exitCode === null) await delay(20);
  return { child, repository, before, temp, mark };
}

function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise((done) => {
    child.once('exit', (code, signal) => {
      done(code ?? signal);
    });
  });
}

/** Living processes with the mark in their command line. */
function marked(mark: string): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandLine(name).includes(mark));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe.each(['setup', 'trial'] as const)('during a %s', (where) => {
  it.each([
    [['SIGINT'], 130],
    [['SIGTERM'], 143],
    [['SIGHUP'], 129],
    [['SIGINT', 'SIGINT'], 130],
  ] as const)('%j ends everything, and leaves nothing', async (signals, code) => {
    const { child, repository, before, temp, mark } = await started(where);
    expect(marked(mark).length).toBeGreaterThan(0);
    const end = ended(child);
    for (const signal of signals) child.kill(signal);
    expect(await end).toBe(code);
    expect([marked(mark), readdirSync(temp)]).toEqual([[], []]);
    expect(pictureOf(repository.root)).toEqual(before);
  });
});

it('in a sandbox, SIGINT ends everything too, and leaves nothing', async () => {
  const { child, repository, before, temp, mark } = await started('trial', 'required');
  expect(marked(mark).length).toBeGreaterThan(0);
  const end = ended(child);
  child.kill('SIGINT');
  expect(await end).toBe(130);
  while (marked(mark).length > 0) await delay(20);
  expect(readdirSync(temp)).toEqual([]);
  expect(pictureOf(repository.root)).toEqual(before);
});

it('while it cleans up, SIGINT still leaves nothing', async () => {
  const repository = pullRequest(
    { 'a.sh': 'true', 'evals/a.yml': 'run: [sh, a.sh]\n' },
    { 'a.sh': 'mkdir $(seq 6000)' },
  );
  const temp = temporaryFolder();
  const [node, cli] = FORMATIVE;
  const env = { ...USER, TMPDIR: temp };
  const child = spawn(node, [cli, 'run', '--sandbox', 'off', '--quiet'], {
    cwd: repository.root,
    env,
    stdio: 'ignore',
  });
  const end = ended(child);
  const isCleaning = (): boolean => readdirSync(temp).some((name) => /^formative-\w{6}-\w{6}$/.test(name));
  while (!isCleaning() && child.exitCode === null) await delay(1);
  child.kill('SIGINT');
  expect([await end, readdirSync(temp)]).toEqual([130, []]);
});
