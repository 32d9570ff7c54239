import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect } from '@jest/globals';

import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SENTINEL = 'sentinel-31aa07';

threat(
  {
    id: 'R31',
    name: 'paths',
    attack:
      'the pull request brings links out of the tree, an eval that is a link, export-ignore, a filter, a submodule and a name with a newline',
    outcome: "the trees hold what was committed and nothing of the host's, and the rest is said",
  },
  async (user) => {
    const folder = temporaryFolder();
    const file = join(folder, 'secret');
    chmodSync(folder, 0o755);
    writeFileSync(file, SENTINEL);
    const { changes, everything } = await attacked(user, {
      base: {
        'a.txt': 'a\n',
        out: 'x',
        'evals/a.yml': 'run: [cat, a.txt]\ncases: { a: { stdout: "a\\n" } }\n',
        'evals/link.yml':
          'run: [sh, -c, "cat out || echo nothing"]\ncases: { out: { output-files: { out: "x" }, stdout: { contains: "" } } }\n',
      },
      head: { '.gitattributes': 'a.txt export-ignore filter=evil\n', 'line\nbreak.txt': 'x' },
      prepare: (repository) => {
        repository.git('config', 'filter.evil.smudge', 'touch filtered; cat');
        repository.git('config', 'filter.evil.clean', 'touch filtered; cat');
        const secret = repository.gitWith(file, 'hash-object', '-w', '--stdin');
        const eval_ = repository.gitWith('../../etc/passwd', 'hash-object', '-w', '--stdin');
        const commit = repository.git('rev-parse', 'HEAD');
        const entries = [`120000,${secret},out`, `120000,${eval_},evals/stolen.yml`, `160000,${commit},module`];
        for (const entry of entries) repository.git('update-index', '--add', '--cacheinfo', entry);
        repository.git('commit', '-q', '-m', 'links');
        repository.git('checkout', '-q', '-f', 'HEAD', '--', '.');
      },
    });
    expect(changes['a/a']).toMatch(/passes$/);
    expect(changes['link/out']).toBe('broke');
    expect(everything).not.toContain(SENTINEL);
    expect(everything).not.toContain('root:x:0:0');
    expect(everything).toContain('evals/stolen.yml');
    expect(everything).toContain('module');
  },
);
