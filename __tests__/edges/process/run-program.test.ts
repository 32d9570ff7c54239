import { afterAll, describe, expect, it } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../../src/edges/process/run-program.js';
import { programIn, scratch, sh } from '../../support/process/programs.js';

const folder = scratch();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const text = (data: string): object => ({ encoding: 'utf8', data, size: Buffer.byteLength(data), complete: true });

describe('what a program says', () => {
  it.each([0, 1, 42, 255])('exit code %d', async (code) => {
    expect(await sh(folder, `exit ${code}`)).toMatchObject({ ending: { kind: 'exited', code } });
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGSEGV'])('its own death by %s', async (signal) => {
    const ran = await sh(folder, `kill -${signal.slice(3)} $$`);
    expect(ran.ending).toEqual({ kind: 'killed', signal });
  });

  it('keeps its two streams apart, whole and in order', async () => {
    const ran = await sh(folder, 'for i in 1 2 3; do echo out$i; echo err$i >&2; done');
    expect(ran.stdout).toEqual(text('out1\nout2\nout3\n'));
    expect(ran.stderr).toEqual(text('err1\nerr2\nerr3\n'));
  });

  it('keeps the last words of a program that dies at once', async () => {
    const ran = await sh(folder, 'printf "%65536s" x; kill -9 $$');
    expect(ran).toMatchObject({
      ending: { kind: 'killed', signal: 'SIGKILL' },
      stdout: { size: 65536, complete: true },
    });
  });

  it('measures its time', async () => {
    const { duration } = await sh(folder, 'sleep 0.2');
    expect(duration).toBeGreaterThan(0.19);
  });
});

describe('what a program is given', () => {
  it('has the given environment and nothing else', async () => {
    const env = { PATH: '/usr/bin:/bin', ODD: 'a b\n"c" $d', EMPTY: '' };
    const ran = await runProgram(programIn(folder, ['env', '-0'], { env }));
    const entries = ran.stdout.data.split('\0').filter((entry) => entry !== '');
    expect(entries.sort()).toEqual(['EMPTY=', 'ODD=a b\n"c" $d', 'PATH=/usr/bin:/bin']);
  });

  it('gets every argument as it is', async () => {
    const args = ['a b', '', 'new\nline', `'"\`$HOME`, '*', '--flag', 'grün €', '\\'];
    const ran = await runProgram(programIn(folder, ['sh', '-c', 'for a; do printf "%s\\0" "$a"; done', 'sh', ...args]));
    expect(ran.stdout.data.split('\0').slice(0, -1)).toEqual(args);
  });

  it('reads its input to the end, also when that is longer than a pipe', async () => {
    const stdin = 'grün\n'.repeat(200_000);
    const ran = await runProgram(programIn(folder, ['cat'], { stdin, maxOutput: 2_000_000 }));
    expect(ran.stdout).toEqual(text(stdin));
  });

  it('may leave its input unread', async () => {
    const ran = await runProgram(programIn(folder, ['true'], { stdin: 'x'.repeat(1_000_000) }));
    expect(ran.ending).toEqual({ kind: 'exited', code: 0 });
  });

  it('finds an empty input at its end', async () => {
    expect((await runProgram(programIn(folder, ['cat']))).stdout).toEqual(text(''));
  });

  it('may open its standard streams by name', async () => {
    const ran = await sh(folder, 'cat /dev/stdin > /dev/stdout; echo oops > /dev/stderr', { stdin: 'hello\n' });
    expect(ran.stdout).toEqual(text('hello\n'));
    expect(ran.stderr).toEqual(text('oops\n'));
  });

  it('runs where it is told', async () => {
    expect((await sh(folder, 'pwd')).stdout).toEqual(text(`${folder}\n`));
  });

  it('has no file descriptor of ours', async () => {
    const ran = await sh(folder, 'ls -l /proc/self/fd');
    expect(ran.stdout.data.match(/formative-pipes/g)).toHaveLength(2);
  });
});

describe('what is kept of the output', () => {
  it('counts what it does not keep', async () => {
    const ran = await sh(folder, 'yes | head -c 5000', { maxOutput: 1001 });
    expect(ran.stdout).toEqual({ encoding: 'utf8', data: `${'y\n'.repeat(500)}y`, size: 5000, complete: false });
  });

  it('cuts text at a character', async () => {
    const ran = await sh(folder, 'printf "aa€"', { maxOutput: 4 });
    expect(ran.stdout).toEqual({ encoding: 'utf8', data: 'aa', size: 5, complete: false });
  });

  it('keeps bytes that are not text', async () => {
    const ran = await sh(folder, String.raw`printf 'a\377\376\0'`);
    expect(ran.stdout).toEqual({
      encoding: 'base64',
      data: Buffer.from([0x61, 0xff, 0xfe, 0]).toString('base64'),
      size: 4,
      complete: true,
    });
  });

  it('keeps one huge line', async () => {
    const ran = await sh(folder, 'head -c 3000000 /dev/zero | tr "\\0" x', { maxOutput: 4_000_000 });
    expect(ran.stdout.data).toBe('x'.repeat(3_000_000));
  });

  it('ends a program that floods a stream, in bounded memory', async () => {
    const before = process.memoryUsage.rss();
    const ran = await sh(folder, 'yes | head -c 1000000000');
    expect(ran).toMatchObject({ ending: { kind: 'killed', signal: 'output limit' }, stdout: { complete: false } });
    expect(ran.stdout.data).toHaveLength(1024 * 1024);
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('keeps apart what fifty programs say at once', async () => {
    const all = Array.from({ length: 50 }, (_, index) =>
      sh(folder, `cat; echo ${index}; exit ${index}`, { stdin: `in ${index}\n` }),
    );
    const seen = (await Promise.all(all)).map(({ ending, stdout }) => ({ ending, stdout }));
    expect(seen).toEqual(
      seen.map((_, code) => ({ ending: { kind: 'exited', code }, stdout: text(`in ${code}\n${code}\n`) })),
    );
  });
});

describe('what does not start', () => {
  const why = async (program: Parameters<typeof runProgram>[0]): Promise<unknown> => (await runProgram(program)).ending;

  it('a program that is not there', async () => {
    expect(await why(programIn(folder, ['no-such-program']))).toEqual({
      kind: 'not-started',
      why: '`no-such-program` is not on the PATH',
    });
    expect(await why(programIn(folder, ['./missing']))).toEqual({
      kind: 'not-started',
      why: '`./missing` does not exist, or the interpreter in its first line does not',
    });
  });

  it('a file that is not executable', async () => {
    writeFileSync(join(folder, 'plain.txt'), 'text');
    expect(await why(programIn(folder, ['./plain.txt']))).toMatchObject({
      kind: 'not-started',
      why: expect.stringContaining('chmod +x'),
    });
  });

  it('a program without its folder', async () => {
    const cwd = join(folder, 'nowhere');
    expect(await why(programIn(folder, ['true'], { cwd }))).toEqual({
      kind: 'not-started',
      why: `its folder \`${cwd}\` does not exist`,
    });
  });

  it('arguments that are too long', async () => {
    const long = 'x'.repeat(200_000);
    expect(await why(programIn(folder, ['true', long]))).toMatchObject({
      kind: 'not-started',
      why: expect.stringContaining('longer than'),
    });
  });

  it('an argument with a NUL', async () => {
    expect(await why(programIn(folder, ['echo', 'a\0b']))).toMatchObject({
      kind: 'not-started',
      why: expect.stringContaining('NUL'),
    });
  });
});
