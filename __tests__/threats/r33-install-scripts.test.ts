import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R33',
    name: 'install scripts',
    attack: 'the package runs scripts of its own when it is installed, and they look for the host',
    outcome: 'they run in the sandbox only, and nothing outside is touched',
  },
  async (user) => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const canary = join(folder, 'canary');
    const script = `touch ${canary}; cat /proc/1/environ | tr '\\\\0' '\\\\n' | grep -c SECRET; exit 0`;
    const { code } = await attacked(user, {
      base: {
        'package.json': '{ "name": "a", "version": "1.0.0" }\n',
        'evals/a.yml':
          'setup: { run: [npm, install, --no-audit, --no-fund, --offline], network: false }\nrun: [node, -p, "1"]\ncases: { one: { stdout: "1\\n" } }\n',
      },
      head: {
        'package.json': JSON.stringify({
          name: 'a',
          version: '1.0.0',
          scripts: { preinstall: script, postinstall: script, prepare: script },
        }),
      },
      env: { SECRET: 'sentinel' },
    });
    expect(code).toBe(0);
    expect(existsSync(canary)).toBe(false);
  },
);
