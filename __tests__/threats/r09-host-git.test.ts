import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R9',
    name: 'host git',
    attack:
      'the program makes a repository with hooks, filters and a monitor in its tree, and the pull request brings attributes that name them',
    outcome: 'no command of it is ever run on the host',
  },
  async (user) => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o777);
    const canary = join(folder, 'canary');
    const plant = `
git init -q . 2>/dev/null; mkdir -p .git/hooks
for key in core.fsmonitor core.pager diff.external filter.evil.clean filter.evil.smudge core.sshCommand; do git config "$key" "touch ${canary}"; done
for hook in post-checkout pre-commit post-index-change reference-transaction; do printf '#!/bin/sh\\ntouch ${canary}\\n' >".git/hooks/$hook"; chmod +x ".git/hooks/$hook"; done
exit 1
`;
    const { code } = await attacked(user, {
      base: { 'plant.sh': 'exit 0', 'evals/plant.yml': 'run: [sh, plant.sh]\n' },
      head: {
        'plant.sh': plant,
        '.gitattributes': '* filter=evil diff=evil merge=evil\n',
        '.gitconfig': `[core]\n\tfsmonitor = touch ${canary}\n`,
        'bare/HEAD': 'ref: refs/heads/main\n',
        'bare/config': `[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = touch ${canary}\n`,
        'bare/objects/x': '',
        'bare/refs/x': '',
      },
    });
    expect([code, existsSync(canary)]).toEqual([1, false]);
  },
);
