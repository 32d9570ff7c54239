import { describe, expect, it } from '@jest/globals';
import { tmpdir } from 'node:os';
import type { Sandbox } from '../../../src/app/ports.js';
import { EMPTY } from '../../../src/core/run/content.js';
import { chooseSandbox, type Backend } from '../../../src/edges/sandbox/choose-sandbox.js';

const strong: Sandbox = {
  name: 'strong',
  run: () => Promise.resolve({ ending: { kind: 'cancelled' }, duration: 0, stdout: EMPTY, stderr: EMPTY }),
};
const holds: Backend = { name: 'strong', open: () => Promise.resolve({ kind: 'opened', sandbox: strong }) };
const fails: Backend = { name: 'broken', open: () => Promise.resolve({ kind: 'refused', why: 'no rights' }) };

describe('chooseSandbox', () => {
  it.each(['off', 'preferred'] as const)('%s goes on without a sandbox, and says so by its name', async (wanted) => {
    expect(await chooseSandbox(wanted, [])).toMatchObject({ kind: 'held', sandbox: { name: 'none' } });
  });

  it('preferred says why none held, and how to get one', async () => {
    const choice = await chooseSandbox('preferred', [fails]);
    expect(choice).toMatchObject({ without: expect.stringContaining('Tried:\n- broken: no rights\nHow to get one:') });
    expect(await chooseSandbox('off', [fails])).not.toHaveProperty('without');
  });

  it('required runs nothing without one, and says how to go on', async () => {
    const choice = await chooseSandbox('required', []);
    expect(choice).toMatchObject({ kind: 'none-held', why: expect.stringContaining('--sandbox off') });
  });

  it.each(['required', 'preferred'] as const)('%s takes the first that holds', async (wanted) => {
    expect(await chooseSandbox(wanted, [fails, holds])).toEqual({ kind: 'held', sandbox: strong });
  });

  it('off takes none, even where one would hold', async () => {
    expect(await chooseSandbox('off', [holds])).toMatchObject({ sandbox: { name: 'none' } });
  });

  it('required names what was tried', async () => {
    const throws: Backend = { name: 'torn', open: () => Promise.reject(new Error('no tool')) };
    const choice = await chooseSandbox('required', [fails, throws]);
    expect(choice).toMatchObject({ why: expect.stringContaining('Tried:\n- broken: no rights\n- torn: no tool\n') });
    expect(choice).toMatchObject({ why: expect.stringContaining('apt-get install bubblewrap') });
  });

  it('the plain one runs programs', async () => {
    const choice = await chooseSandbox('off', []);
    if (choice.kind !== 'held') throw new Error(choice.why);
    const ran = await choice.sandbox.run({
      argv: ['/bin/echo', 'hello'],
      cwd: tmpdir(),
      env: {},
      stdin: '',
      timeout: 60,
      network: false,
      maxOutput: 1000,
      writable: [],
    });
    expect(ran).toMatchObject({ ending: { kind: 'exited', code: 0 }, stdout: { data: 'hello\n' } });
  });
});
