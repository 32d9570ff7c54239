import { afterAll, afterEach, describe, jest } from '@jest/globals';
import { chownSync } from 'node:fs';

import { heldBy, openHere } from '../support/sandbox/opened-sandboxes.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { describeSandbox } from './sandbox.js';

// Real programs, on machines that may be busy.
jest.setTimeout(60_000);

const SCRIPTS = {
  echo: 'printf "%s|%s|%s|%s\\n" "$1" "$2" "$(/bin/cat)" "$GIVEN"',
  fail: 'echo no >&2; exit 3',
  hang: 'while :; do /bin/sleep 1; done',
};

const sandboxes = openHere();
const held = await heldBy(sandboxes);
afterEach(removeTemporaries);
afterAll(() => {
  sandboxes.closeNow();
});

describe.each(held)('the sandbox $name', (sandbox) => {
  describeSandbox(() => ({
    folder: folderOf(sandbox.owner),
    sandbox,
    argvOf: (role, ...args) =>
      role === 'missing' ? ['/nonexistent/program'] : ['/bin/sh', '-c', SCRIPTS[role], 'sh', ...args],
  }));
});

function folderOf(owner: { readonly uid: number; readonly gid: number } | undefined): string {
  const folder = temporaryFolder();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  return folder;
}
