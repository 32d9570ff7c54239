import { afterAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainSandbox } from '../../../src/edges/sandbox/plain.js';
import { ATTACKS, succeeds } from '../../support/sandbox/attacks.js';
import { startDocker } from '../../support/sandbox/docker-daemon.js';
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

/** An account of every Debian and Ubuntu that owns nothing: sudo asks for one. */
const ACCOUNT = 'games';

const daemon = await startDocker(isRoot ? ACCOUNT : undefined);
const sandboxes = openHere(undefined, daemon.host);
const held = await heldBy(sandboxes);
afterAll(async () => {
  sandboxes.closeNow();
  await daemon.stop();
  removeTemporaries();
});

it('finds the sandboxes that should hold here', () => {
  const names = held.map(({ name }) => name);
  if (isRoot) expect(names).toEqual(['unshare', 'bwrap', 'docker']);
  else expect(['bwrap', 'sudo unshare']).toEqual(expect.arrayContaining([names[0]]));
  expect(names.at(-1)).toBe('docker');
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

/** The same attacks by a user without root's rights: where there is bubblewrap, only sudo without a password, only Docker. */
if (isRoot)
  it.each([
    ['bwrap', '', {}],
    ['sudo unshare', 'mount --bind "$0" /etc/sudoers.d && mount --bind /dev/null /usr/bin/bwrap', {}],
    ['docker', 'mount --bind /dev/null /usr/bin/bwrap', { DOCKER_HOST: daemon.host }],
  ])('an ordinary user is held by %s', attackAsAnother, 10 * PATIENCE);

/** `prepare` changes the machine for that user alone: in a mount namespace of its own. */
function attackAsAnother(name: string, prepare: string, variables: Readonly<Record<string, string>>): void {
  const folder = temporaryFolder();
  const [bundle, sudoers] = [join(folder, 'attack-all.mjs'), join(folder, 'sudoers')];
  const entryPoints = [join(import.meta.dirname, '../../support/sandbox/attack-all.ts')];
  buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  chmodSync(folder, 0o755);
  mkdirSync(sudoers);
  writeFileSync(join(sudoers, 'test'), `${ACCOUNT} ALL=(ALL) NOPASSWD: ALL\n`, { mode: 0o440 });
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o777 });
  chmodSync(home, 0o777);
  const become = `setpriv --reuid ${ACCOUNT} --regid ${ACCOUNT} --clear-groups`;
  const script = `${prepare || 'true'} && exec ${become} "$@"`;
  const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: home, ...variables };
  const argv = ['--mount', 'sh', '-c', script, sudoers, process.execPath, bundle];
  const done = spawnSync('unshare', argv, { encoding: 'utf8', env });
  expect(done.stderr).toBe('');
  const through: unknown = JSON.parse(done.stdout);
  expect(through).toMatchObject({ [name]: [] });
}
