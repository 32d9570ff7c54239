import { afterAll, describe, expect, it } from '@jest/globals';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture, MissingToolError, ToolEndedError } from '../../../src/edges/process/capture.js';
import { toolPath } from '../../../src/edges/process/tool-path.js';
import { scratch } from '../../support/process/programs.js';

const folder = scratch();
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const cwd = folder;

describe('capture', () => {
  it('gives back code, bytes and words', async () => {
    const answer = await capture(['sh', '-c', String.raw`printf '\377\0'; echo oops >&2; exit 3`], { cwd });
    expect(answer).toEqual({ code: 3, stdout: Buffer.from([0xff, 0]), stderr: 'oops\n' });
  });

  it('feeds bytes, more than a pipe holds', async () => {
    const stdin = Buffer.alloc(1_000_000, 0xfe);
    expect((await capture(['cat'], { cwd, stdin })).stdout.equals(stdin)).toBe(true);
  });

  it('does not mind a tool that reads nothing', async () => {
    expect((await capture(['true'], { cwd, stdin: Buffer.alloc(1_000_000) })).code).toBe(0);
  });

  it('adds to PATH and HOME, and hands nothing else on', async () => {
    process.env['FORMATIVE_TEST_SECRET'] = 'sentinel';
    const { stdout } = await capture(['env'], { cwd, env: { GIT_DIR: '/x', HOME: '/home/x' } });
    delete process.env['FORMATIVE_TEST_SECRET'];
    const names = stdout.toString().trim().split('\n').sort();
    expect(names).toEqual([
      'GIT_DIR=/x',
      'HOME=/home/x',
      `PATH=${toolPath(process.env['PATH'] ?? '', [process.cwd()])}`,
    ]);
  });

  it('writes into an open file', async () => {
    const path = join(folder, 'out');
    const into = openSync(path, 'w');
    const { stdout } = await capture(['echo', 'hello'], { cwd, into });
    closeSync(into);
    expect([stdout.length, readFileSync(path, 'utf8')]).toEqual([0, 'hello\n']);
  });

  it('says which tool is missing', async () => {
    const call = capture(['no-such-tool'], { cwd });
    await expect(call).rejects.toThrow(MissingToolError);
    await expect(call).rejects.toMatchObject({
      message: 'no-such-tool could not be started: `no-such-tool` is not on the PATH',
      tool: 'no-such-tool',
    });
  });

  it('ends a tool that writes without end', async () => {
    const call = capture(['yes'], { cwd, maxOutput: 1000 });
    await expect(call).rejects.toThrow(ToolEndedError);
    await expect(call).rejects.toThrow('yes was ended: it wrote more than it may');
  });

  it('tells a tool that was killed from one that answered', async () => {
    await expect(capture(['sh', '-c', 'kill -9 $$'], { cwd })).rejects.toThrow('sh was ended: by SIGKILL');
  });
});
