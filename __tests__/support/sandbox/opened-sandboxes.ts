import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { realpathSync } from 'node:fs';
import type { Sandbox } from '../../../src/app/ports.js';
import { openSandboxes, type OpenSandboxes, type SandboxesOptions } from '../../../src/edges/sandbox/open-sandboxes.js';

/** Where no daemon listens. */
const NO_DOCKER = 'unix:///nonexistent/docker.sock';

/** The ways to hold programs here, with this Node among the tools; Docker by the daemon at a socket, and by no other. */
export function openHere(bounded?: SandboxesOptions['bounded'], dockerHost: string = NO_DOCKER): OpenSandboxes {
  const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
  return openSandboxes({
    path,
    temporary: realpathSync(tmpdir()),
    homes: [homedir()],
    hidden: [],
    closed: [],
    dockerHost,
    ...(bounded && { bounded }),
  });
}

/** Those that hold. */
export async function heldBy({ backends }: OpenSandboxes): Promise<readonly Sandbox[]> {
  const opened = await Promise.all(backends.map((backend) => backend.open()));
  return opened.flatMap((one) => (one.kind === 'opened' ? [one.sandbox] : []));
}
