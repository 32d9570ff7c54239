import { chownSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHere } from './opened-sandboxes.js';

// A program of its own: opens the daemon of DOCKER_HOST, says on a line what came of it, and runs a shell's script in it.
const sandboxes = openHere(undefined, process.env['DOCKER_HOST']);
const opened = await sandboxes.backends.find(({ name }) => name === 'docker')?.open();
console.log(JSON.stringify(opened?.kind === 'refused' ? opened : { kind: opened?.kind }));
if (opened?.kind === 'opened') {
  const { sandbox } = opened;
  const { owner } = sandbox;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'formative-run-'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const rest = { stdin: '', timeout: 600, network: false, maxOutput: 1000, writable: [folder] };
  const argv = ['/bin/sh', '-c', process.argv[2] ?? ''] as const;
  console.log(JSON.stringify(await sandbox.run({ argv, cwd: folder, env: { PATH: '/usr/bin:/bin' }, ...rest })));
}
sandboxes.closeNow();
