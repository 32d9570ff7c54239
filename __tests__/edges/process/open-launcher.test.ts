import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLauncher, type Launcher } from '../../../src/edges/process/open-launcher.js';
import { openLaunchers } from '../../../src/edges/process/open-launchers.js';
import { processEntry } from '../../../src/edges/process/processes.js';
import { runProgram } from '../../../src/edges/process/run-program.js';
import { programIn, scratch } from '../../support/process/programs.js';
import { waitFor } from '../../support/process/wait-for.js';

const folder = scratch();
const bundle = join(folder, 'launcher.mjs');
const parent = join(folder, 'parent.mjs');

beforeAll(async () => {
  const options = { bundle: true, platform: 'node', format: 'esm', logLevel: 'error' } as const;
  await build({ ...options, entryPoints: ['src/entry/launcher.ts'], outfile: bundle });
  await build({ ...options, entryPoints: ['__tests__/support/process/launcher-parent.ts'], outfile: parent });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

let launcher: Launcher;
beforeEach(() => {
  launcher = openLauncher({ path: bundle, env: { PATH: process.env['PATH'] ?? '' } });
});
afterEach(async () => {
  await launcher.close();
});

const isAlive = (pid: number): boolean => processEntry(pid)?.dead === false;
const place = (name: string): string => {
  const made = join(folder, name);
  mkdirSync(made);
  return made;
};
const pidsIn = (at: string): readonly number[] =>
  readdirSync(at)
    .filter((file) => /^pid-\d+$/.test(file))
    .map((file) => Number(readFileSync(join(at, file), 'utf8')));

/** One process in the group, and a daemon in a session of its own; neither listens to signals. */
const LURK = 'f=pid-$$; echo $$ > $f.part; mv $f.part $f; trap "" TERM INT HUP; while :; do sleep 1; done';
const SCRIPT = `setsid sh -c '${LURK}' >/dev/null 2>&1 & ${LURK}`;

describe('a program started by the launcher', () => {
  it.each([
    ['says what it says', ['sh', '-c', 'cat; echo oops >&2; exit 3'], { stdin: 'Grüße\n' }],
    ['writes bytes', ['printf', '\\377\\000'], {}],
    ['writes more than is kept', ['seq', '100000'], { maxOutput: 1000 }],
    ['dies', ['sh', '-c', 'kill -SEGV $$'], {}],
    ['does not exist', ['./nowhere'], {}],
    ['takes too long', ['sleep', '60'], { timeout: 0.2 }],
    ['sees the environment that it is given', ['env'], { env: { ONE: '1', TWO: '2\n' } }],
  ] as const)('comes to the same as one that we start: it %s', async (_, argv, more) => {
    const program = programIn(folder, argv, more);
    const { duration, ...ran } = await launcher.run(program);
    const { duration: ours, ...plain } = await runProgram(program);
    expect(ran).toEqual(plain);
    expect(duration > 0).toBe(ours > 0);
  });

  it('runs beside others, and each gets its own answer', async () => {
    const runs = Array.from({ length: 8 }, (_, index) => launcher.run(programIn(folder, ['echo', String(index)])));
    const said = (await Promise.all(runs)).map(({ stdout }) => stdout.data);
    expect(said).toEqual(Array.from({ length: 8 }, (_, index) => `${index}\n`));
  });

  it('is cancelled with all its processes', async () => {
    const at = place('cancelled');
    const stop = new AbortController();
    const ran = launcher.run({ ...programIn(folder, ['sh', '-c', SCRIPT]), cwd: at }, stop.signal);
    await waitFor(() => pidsIn(at).length === 2);
    stop.abort();
    expect((await ran).ending).toEqual({ kind: 'cancelled' });
    expect(pidsIn(at).filter(isAlive)).toEqual([]);
  });

  it('is never started for a caller who has cancelled already', async () => {
    expect((await launcher.run(programIn(folder, ['true']), AbortSignal.abort())).ending).toEqual({
      kind: 'cancelled',
    });
  });

  it('does not see the variables of whoever started us', async () => {
    const { stdout } = await launcher.run(programIn(folder, ['sh', '-c', 'tr "\\0" "\\n" < /proc/$PPID/environ']));
    expect(stdout.data).toMatch(/^PATH=/m);
    expect(stdout.data).not.toMatch(/^(HOME|NODE_OPTIONS|JEST_WORKER_ID)=/m);
  });
});

describe('a launcher that ends', () => {
  it('ends with the programs that still run, before closeNow returns', async () => {
    const at = place('now');
    const ran = launcher.run({ ...programIn(folder, ['sh', '-c', SCRIPT]), cwd: at });
    await waitFor(() => pidsIn(at).length === 2);
    launcher.closeNow();
    expect(pidsIn(at).filter(isAlive)).toEqual([]);
    expect((await ran).ending.kind).toBe('not-started');
  });

  it('killed from outside leaves nothing measured and nothing running', async () => {
    const at = place('killed');
    const script = `echo $PPID > parent; ${SCRIPT}`;
    const ran = launcher.run({ ...programIn(folder, ['sh', '-c', script]), cwd: at });
    await waitFor(() => pidsIn(at).length === 2);
    process.kill(Number(readFileSync(join(at, 'parent'), 'utf8')), 'SIGKILL');
    const lost = { kind: 'not-started', why: 'the process that starts programs was ended from outside' };
    expect((await ran).ending).toEqual(lost);
    expect(pidsIn(at).filter(isAlive)).toEqual([]);
    expect((await launcher.run(programIn(folder, ['true']))).ending).toEqual(lost);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends all programs when its parent gets %s', async (signal) => {
    const at = place(signal);
    const child = spawn(process.execPath, [parent, at, bundle, SCRIPT], { stdio: 'ignore' });
    await waitFor(() => pidsIn(at).length === 6);
    child.kill(signal);
    await once(child, 'close');
    // After a SIGKILL nobody waits for the launcher to notice.
    if (signal === 'SIGKILL') await waitFor(() => pidsIn(at).filter(isAlive).length === 0);
    expect(pidsIn(at).filter(isAlive)).toEqual([]);
  });
});

describe('several launchers', () => {
  const PARENT = ['sh', '-c', 'echo $PPID; read -r _'] as const;
  const parents = async (runs: readonly Promise<{ stdout: { data: string } }>[]): Promise<readonly string[]> =>
    (await Promise.all(runs)).map(({ stdout }) => stdout.data.trim());
  let several: Launcher;
  beforeEach(() => {
    several = openLaunchers(2, { path: bundle, env: { PATH: process.env['PATH'] ?? '' } });
  });
  afterEach(async () => {
    await several.close();
  });

  it('start one program each, and further ones beside them', async () => {
    const start = (): ReturnType<Launcher['run']> => several.run(programIn(folder, PARENT));
    const [one, other, third] = await parents([start(), start(), start()]);
    expect(other).not.toBe(one);
    expect([one, other]).toContain(third);
  });

  it('start the next program where none runs any more', async () => {
    const at = place('several-busy');
    const first = several.run({ ...programIn(folder, ['sh', '-c', SCRIPT]), cwd: at });
    const [second] = await parents([several.run(programIn(folder, PARENT))]);
    expect(await parents([several.run(programIn(folder, PARENT))])).toEqual([second]);
    several.closeNow();
    expect((await first).ending.kind).toBe('not-started');
    expect(pidsIn(at).filter(isAlive)).toEqual([]);
  });
});
