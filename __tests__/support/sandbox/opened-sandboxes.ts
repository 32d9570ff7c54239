import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { realpathSync } from 'node:fs';
import type { Sandbox } from '../../../src/app/ports.js';
import { openSandboxes, type OpenSandboxes, type SandboxesOptions } from '../../../src/edges/sandbox/open-sandboxes.js';

/** The ways to hold programs here, with this Node among the tools. */
export function openHere(bounded?: SandboxesOptions['bounded']): OpenSandboxes {
  const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
  return openSandboxes({
    path,
    temporary: realpathSync(tmpdir()),
    homes: [homedir()],
    hidden: [],
    closed: [],
    ...(bounded && { bounded }),
  });
}

/** Those that hold. */
export async function heldBy({ backends }: OpenSandboxes): Promise<readonly Sandbox[]> {
  const opened = await Promise.all(backends.map((backend) => backend.open()));
  return opened.flatMap((one) => (one.kind === 'opened' ? [one.sandbox] : []));
}
