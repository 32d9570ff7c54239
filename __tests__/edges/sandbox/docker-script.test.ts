import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { dockerScript, readLog } from '../../../src/edges/sandbox/docker-script.js';

const TIMES = '0m0.00s 0m0.01s\n1m2.50s 0m0.25s\n';

describe('readLog', () => {
  it.each([
    ['nothing', '', { ready: false }],
    ['a sandbox that could not be made', 'sh: 2: Read-only file system\n', { ready: false }],
    ['a container that something else ended', 'ready\n', { ready: true }],
    [
      'a program that ended',
      `ready\nexited 3\n${TIMES}`,
      { ready: true, end: { code: 3, bySignal: false, cpu: 62.76 } },
    ],
    [
      'a signal',
      `ready\nKilled\nexited 137\n${TIMES}`,
      { ready: true, end: { code: 137, bySignal: true, cpu: 62.76 } },
    ],
    ['no times', 'ready\nexited 0\n', { ready: true, end: { code: 0, bySignal: false, cpu: undefined } }],
  ])('reads %s', (_, text, log) => {
    expect(readLog(text)).toEqual({ ...log, text });
  });
});

it('gives a shell words that it leaves as they are', () => {
  const tools = { setpriv: 'setpriv', chmod: 'chmod', env: '/usr/bin/env' };
  const words = ["it's", '$(touch x) `y`', 'a\nb', '"', '\\', '', '-n'] as const;
  const program = { argv: ['printf', '%s|', ...words] as const, env: { ODD: "'; exit 1; '" }, stdin: '' };
  const script = dockerScript(tools, { user: 'nobody', group: 'nogroup' }, program);
  const command = script.slice(script.indexOf("'/usr/bin/env'"), script.indexOf(' )\ncode='));
  const ran = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  expect(ran.stdout).toBe(words.map((word) => `${word}|`).join(''));
});
