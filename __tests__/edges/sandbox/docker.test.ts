import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { buildSync } from 'esbuild';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from '../../../src/app/ports.js';
import type { OpenSandboxes } from '../../../src/edges/sandbox/open-sandboxes.js';
import { startDocker } from '../../support/sandbox/docker-daemon.js';
import { openHere } from '../../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

jest.setTimeout(120_000);

const isRoot = process.geteuid?.() === 0;
const daemon = await startDocker();
const sandboxes = openHere(undefined, daemon.host);
const opened = await openedBy(sandboxes);
afterAll(async () => {
  sandboxes.closeNow();
  await daemon.stop();
  removeTemporaries();
});

async function openedBy({ backends }: OpenSandboxes) {
  const answer = await backends.find(({ name }) => name === 'docker')?.open();
  if (answer === undefined) throw new Error('there is no such sandbox');
  return answer;
}

async function run(argv: Program['argv'], changes: Partial<Program> = {}, signal?: AbortSignal) {
  if (opened.kind === 'refused') throw new Error(opened.why);
  const { owner } = opened.sandbox;
  const folder = temporaryFolder();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder, TMPDIR: folder };
  const rest = { stdin: '', timeout: 60, network: false, maxOutput: 2 ** 20, writable: [folder] };
  return opened.sandbox.run({ argv, cwd: folder, env, ...rest, ...changes }, signal);
}

const shell = (script: string): Program['argv'] => ['/bin/sh', '-c', script];
const containers = (): string => daemon.docker('ps', '--all', '--quiet');
const running = (): string => daemon.docker('ps', '--quiet');
const exited = (code: number) => ({ kind: 'exited', code });

/** Answers once it holds, and after at most twenty seconds. */
async function eventually(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + 20_000;
  while (!holds() && performance.now() < end) await delay(20);
  return holds();
}

describe('a program in a container', () => {
  it.each([
    ["its own exit code, also where it is one of Docker's", shell('exit 125'), exited(125)],
    ['126 of its own', shell('exit 126'), exited(126)],
    ['127 of its own', shell('exit 127'), exited(127)],
    ['137 of its own', shell('exit 137'), exited(137)],
    ['the signal that ended it', shell('kill -9 $$'), { kind: 'killed', signal: 'SIGKILL' }],
    ['a crash', shell('kill -SEGV $$'), { kind: 'killed', signal: 'SIGSEGV' }],
    ['what cannot be found', ['nowhere'], { kind: 'not-started', why: '`nowhere` is not on the PATH' }],
    ['what may not be executed', ['/etc/passwd'], { kind: 'not-started', why: expect.stringContaining('chmod +x') }],
  ] as const)('ends with %s', async (_, argv, ending) => {
    expect(await run(argv)).toMatchObject({ ending, stdout: { data: '' } });
  });

  it('has its input, its environment to the letter, and streams that it may open again', async () => {
    const odd = `it's "two"\n$lines \`and\` \\more`;
    const script = 'cat; cat </dev/stdin; printf %s "$ODD"; echo said >/dev/stderr; echo done >/dev/stdout';
    const ran = await run(shell(script), { stdin: 'given', env: { PATH: '/usr/bin:/bin', ODD: odd } });
    expect([ran.ending, ran.stdout.data, ran.stderr.data]).toEqual([exited(0), `givengiven${odd}done\n`, 'said\n']);
    const env = await run(['/usr/bin/env'], { env: { ONE: '1' } });
    expect(env.stdout.data).toBe('ONE=1\n');
  });

  it('cannot say how it ended but by ending, nor end what waits for it', async () => {
    const script =
      'for f in log start alive; do echo "exited 0" >/run/formative/$f; done; kill -9 1; kill -KILL 7; exit 3';
    const ran = await run(shell(`(${script}) 2>/dev/null`));
    expect(ran.ending).toEqual(exited(3));
  });

  it('tells nobody its command and its environment', async () => {
    const secret = `sentinel-${process.pid}`;
    const trial = run(shell(`: ${secret}; touch started; sleep 2`), {
      env: { PATH: '/usr/bin:/bin', SECRET: secret },
    });
    expect(await eventually(() => containers() !== '')).toBe(true);
    const ours = readdirSync('/proc').filter(
      (pid) => /^\d+$/.test(pid) && commandLine(pid).includes('--label\0formative='),
    );
    expect(ours.map(commandLine).join('\n')).toContain('--cap-drop');
    expect(ours.map(commandLine).join('\n') + daemon.docker('inspect', containers())).not.toContain(secret);
    await trial;
  });

  it('shares the network only where that was asked for', async () => {
    const [own, shared] = [await run(shell('ls /sys; cat /proc/net/dev')), readFileSync('/proc/net/dev', 'utf8')];
    expect(own.stdout.data.match(/^\s*(?!lo)\w+:/m)).toBeNull();
    const asked = await run(shell('cat /proc/net/dev'), { network: true });
    expect(asked.stdout.data.split('\n').length).toBe(shared.split('\n').length);
  });

  it('is measured, and not the client', async () => {
    const script = 'const b = Buffer.alloc(2e8, 1); const end = Date.now() + 500; while (Date.now() < end) b.length;';
    const { usage } = await run(['node', '-e', script], { usage: true });
    expect(usage?.cpu).toBeGreaterThan(0.2);
    expect(usage?.peakMemory).toBeGreaterThan(2e8);
  });
});

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

describe('a container ends', () => {
  it('with the time of its program', async () => {
    const ran = await run(shell('trap "" TERM; sleep 60'), { timeout: 1.5 });
    expect(ran.ending).toEqual({ kind: 'timed-out', after: 1.5 });
    expect(running()).toBe('');
    expect(await eventually(() => containers() === '')).toBe(true);
  });

  it('when a run is cancelled, at whatever moment', async () => {
    for (const wait of [20, 250, 700]) {
      const stop = new AbortController();
      setTimeout(() => {
        stop.abort();
      }, wait);
      expect((await run(shell('sleep 60'), {}, stop.signal)).ending).toEqual({ kind: 'cancelled' });
      expect(running()).toBe('');
    }
  });

  it('when Formative is killed, which gives it no chance', async () => {
    const bundle = bundled();
    const env = { PATH: process.env['PATH'], DOCKER_HOST: daemon.host, TMPDIR: temporaryFolder() };
    const sleeper = `sleep\0${600 + process.pid}\0`;
    const sleeps = (): boolean => readdirSync('/proc').some((pid) => commandLine(pid) === sleeper);
    const child = spawn(process.execPath, [bundle, sleeper.replaceAll('\0', ' ')], { env, stdio: 'ignore' });
    const gone = once(child, 'exit');
    const begun = await eventually(sleeps);
    child.kill('SIGKILL');
    await gone;
    expect([begun, await eventually(() => !sleeps() && containers() === '')]).toEqual([true, true]);
  });

  it('with everything, also where it never started', () => {
    sandboxes.closeNow();
    expect(containers()).toBe('');
  });

  it('and leaves one image, however often it is opened', () => {
    expect(daemon.docker('images', '--all', '--format', '{{.Repository}}')).toBe('formative-root');
  });
});

describe('a daemon is refused', () => {
  it.each([
    ['that is not there', 'unix:///nonexistent/docker.sock', /Cannot connect|no such file/],
    ['of another machine', 'tcp://127.0.0.1:1', /not spoken to by a socket of this machine: tcp:/],
    ['whose socket programs would see', 'unix:///usr/lib/docker.sock', 'programs would see /usr/lib/docker.sock'],
  ])('%s', async (_, host, why) => {
    const answer = await openedBy(openHere(undefined, host));
    expect(answer).toMatchObject({ kind: 'refused', why: expect.stringMatching(why) });
  });

  /** Its socket is here, and its files are not: as in a container that was given the socket of the machine around it. */
  if (isRoot)
    it('that sees other files than we do', () => {
      const elsewhere = temporaryFolder();
      const script = 'mount -t tmpfs none "$TMPDIR" && exec "$@"';
      const env = { PATH: process.env['PATH'], DOCKER_HOST: daemon.host, TMPDIR: elsewhere };
      const argv = ['--mount', 'sh', '-c', script, 'sh', process.execPath, bundled(), 'true'];
      const { stdout } = spawnSync('unshare', argv, { encoding: 'utf8', env });
      const why: unknown = expect.stringMatching(/^its test .*: docker: .*bind source path does not exist/);
      expect(JSON.parse(stdout)).toMatchObject({ kind: 'refused', why });
    });
});

function bundled(): string {
  const outfile = join(temporaryFolder(), 'run-in-docker.mjs');
  const entryPoints = [join(import.meta.dirname, '../../support/sandbox/run-in-docker.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}
