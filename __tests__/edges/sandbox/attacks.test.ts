import { afterAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { plainSandbox } from '../../../src/edges/sandbox/plain.js';
import { ATTACKS, succeeds } from '../../support/sandbox/attacks.js';
import { heldBy, openHere } from '../../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

/** Programs are started on a machine that other tests keep busy. Milliseconds. */
const PATIENCE = 120_000;
/** Without a border there is nothing to cross; but only root loses what only root has. */
const ROOTS = [
  'make a user namespace',
  'use sudo',
  'use a setuid program',
  'mount',
  'change the system',
  'have any right of root',
];
const isRoot = process.geteuid?.() === 0;

const sandboxes = openHere();
const held = await heldBy(sandboxes);
afterAll(() => {
  sandboxes.closeNow();
  removeTemporaries();
});

it('finds a sandbox that holds where we are root, or may make user namespaces', () => {
  expect(held.length).toBeGreaterThan(isRoot ? 0 : -1);
});

describe.each(held)('behind $name no program can', (sandbox) => {
  it.each(ATTACKS)(
    '$name',
    async (attack) => {
      expect(await succeeds(attack, sandbox)).toBe(false);
    },
    PATIENCE,
  );
});

describe('without a border it can', () => {
  it.each(ATTACKS.filter(({ name }) => isRoot || !ROOTS.includes(name)))(
    '$name',
    async (attack) => {
      expect(await succeeds(attack, plainSandbox())).toBe(true);
    },
    PATIENCE,
  );
});

if (isRoot) it('an ordinary user is held as well, or holds nothing', attackAsAnother, 10 * PATIENCE);

function attackAsAnother(): void {
  const folder = temporaryFolder();
  const { uid, gid } = { uid: 61_234, gid: 61_234 };
  const bundle = join(folder, 'attack-all.mjs');
  const entryPoints = [join(import.meta.dirname, '../../support/sandbox/attack-all.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  chmodSync(folder, 0o755);
  chownSync(folder, uid, gid);
  const drop = ['--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder };
  const done = spawnSync('setpriv', [...drop, process.execPath, bundle], { encoding: 'utf8', env });
  expect(done.stderr).toBe('');
  const through: unknown = JSON.parse(done.stdout);
  expect(Object.values(through ?? {}).flat()).toEqual([]);
}
