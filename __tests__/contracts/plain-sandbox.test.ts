import { afterEach, describe, jest } from '@jest/globals';

import { plainSandbox } from '../../src/edges/sandbox/plain.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { describeSandbox } from './sandbox.js';

// Real programs, on machines that may be busy.
jest.setTimeout(60_000);
afterEach(removeTemporaries);

const SCRIPTS = {
  echo: 'printf "%s|%s|%s|%s\\n" "$1" "$2" "$(/bin/cat)" "$GIVEN"',
  fail: 'echo no >&2; exit 3',
  hang: 'while :; do /bin/sleep 1; done',
};

describe('the sandbox without a border', () => {
  describeSandbox(() => ({
    folder: temporaryFolder(),
    sandbox: plainSandbox(),
    argvOf: (role, ...args) =>
      role === 'missing' ? ['/nonexistent/program'] : ['/bin/sh', '-c', SCRIPTS[role], 'sh', ...args],
  }));
});
