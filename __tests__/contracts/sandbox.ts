import { expect, it } from '@jest/globals';

import type { Program, Sandbox } from '../../src/app/ports.js';

/** Programs that both the real world and the fake one have, by what they do. */
type Role =
  /** Prints its arguments, its standard input, its folder's name and the variable GIVEN. */
  | 'echo'
  /** Complains on standard error and exits 3. */
  | 'fail'
  /** Does not end by itself. */
  | 'hang'
  | 'missing';

export interface Stage {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly argvOf: (role: Role, ...args: readonly string[]) => readonly [string, ...string[]];
}

/** What every sandbox promises. */
export function describeSandbox(begin: () => Stage): void {
  function start(role: Role, more: Partial<Program> = {}, signal?: AbortSignal) {
    const { sandbox, folder, argvOf } = begin();
    const program = {
      argv: argvOf(role, 'one', 'two words'),
      cwd: folder,
      env: { GIVEN: 'x' },
      stdin: 'typed',
      timeout: 60,
      network: false,
      maxOutput: 1000,
      writable: [folder],
    };
    return sandbox.run({ ...program, ...more }, signal);
  }

  it('gives a program its arguments, its input and its environment, and keeps what it says', async () => {
    expect(await start('echo')).toMatchObject({
      ending: { kind: 'exited', code: 0 },
      stdout: { data: 'one|two words|typed|x\n', complete: true },
      stderr: { data: '' },
    });
  });

  it('inherits nothing', async () => {
    expect(await start('echo', { env: {} })).toMatchObject({ stdout: { data: 'one|two words|typed|\n' } });
  });

  it('tells how a program exits', async () => {
    expect(await start('fail')).toMatchObject({
      ending: { kind: 'exited', code: 3 },
      stderr: { data: 'no\n' },
    });
  });

  it('ends what does not end', async () => {
    expect((await start('hang', { timeout: 0.2 })).ending).toEqual({ kind: 'timed-out', after: 0.2 });
  });

  it('says what did not start', async () => {
    expect((await start('missing')).ending.kind).toBe('not-started');
  });

  it('starts nothing after it was stopped, and stops what runs', async () => {
    expect((await start('echo', {}, AbortSignal.abort())).ending).toEqual({ kind: 'cancelled' });
    const stop = new AbortController();
    const running = start('hang', {}, stop.signal);
    setImmediate(() => {
      stop.abort();
    });
    expect((await running).ending).toEqual({ kind: 'cancelled' });
  });
}
