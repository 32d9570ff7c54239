import { chmodSync, copyFileSync, existsSync, writeFileSync } from 'node:fs';
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
      'the program makes a repository with hooks, filters and a monitor in its tree, the pull request brings attributes that name them, a step before wrote them into the checkout, and its own programs come first on the PATH',
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
    const script = join(folder, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
    const env: Record<string, string> = {};
    const { code } = await attacked(user, {
      env,
      base: { 'plant.sh': 'exit 0', 'evals/plant.yml': 'run: [sh, plant.sh]\n' },
      head: {
        'plant.sh': plant,
        '.gitattributes': '* filter=evil diff=evil merge=evil\n',
        '.gitconfig': `[core]\n\tfsmonitor = touch ${canary}\n`,
        'bare/HEAD': 'ref: refs/heads/main\n',
        'bare/config': `[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsmonitor = touch ${canary}\n`,
        'bare/objects/x': '',
        'bare/refs/x': '',
        'uncommitted.txt': 'x',
        'node_modules/.bin/git': `#!/bin/sh\ntouch ${canary}\nPATH=\${PATH#*:} exec git "$@"\n`,
        'node_modules/.bin/mkfifo': `#!/bin/sh\ntouch ${canary}\nPATH=\${PATH#*:} exec mkfifo "$@"\n`,
      },
      // As a step before ours leaves the checkout, when it ran the pull request's code there.
      prepare: (repository) => {
        repository.git('config', 'core.fsmonitor', script);
        for (const hook of ['post-index-change', 'pre-commit', 'post-checkout'])
          copyFileSync(script, join(repository.root, '.git/hooks', hook));
        writeFileSync(join(repository.root, 'uncommitted.txt'), 'changed');
        // As `npx` sets it.
        const own = join(repository.root, 'node_modules/.bin');
        for (const name of ['git', 'mkfifo']) chmodSync(join(own, name), 0o755);
        env['PATH'] = `${own}:${process.env['PATH'] ?? ''}`;
      },
    });
    expect([code, existsSync(canary)]).toEqual([1, false]);
  },
);
