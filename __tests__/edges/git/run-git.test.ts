import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenRepository } from '../../../src/edges/git/open-repository.js';
import { closeAll, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('what a hostile repository configures', () => {
  it('starts no program: fsmonitor, hooks, aliases, signatures, transports', async () => {
    const at = new TemporaryRepository();
    at.commit('first', { a: '1' });
    const canary = join(temporaryFolder(), 'canary');
    const trap = join(at.root, '.git', 'trap.sh');
    writeFileSync(trap, `#!/bin/sh\necho hit >> ${canary}\n`, { mode: 0o755 });
    for (const key of [
      'core.fsmonitor',
      'gpg.program',
      'diff.external',
      'core.sshCommand',
      'core.pager',
      'core.editor',
    ]) {
      at.git('config', key, trap);
    }
    at.git('config', 'log.showSignature', 'true');
    at.git('config', 'core.splitIndex', 'true');
    mkdirSync(join(at.root, '.git/hooks'), { recursive: true });
    writeFileSync(join(at.root, '.git/hooks/post-index-change'), `#!/bin/sh\n${trap}\n`, { mode: 0o755 });
    at.write('b', '2');
    const repository = await open(at.root);
    const { tree } = await repository.workingTree();
    await repository.commitsBetween('HEAD', 'HEAD');
    await repository.entries(tree);
    expect(existsSync(canary)).toBe(false);
    expect(readdirSync(join(at.root, '.git')).filter((name) => name.startsWith('sharedindex'))).toEqual([]);
  });

  it("of another user's repository, not even a filter; our own repository's filters run", async () => {
    const at = new TemporaryRepository();
    at.commit('first', { '.gitattributes': '*.big filter=up\n' });
    at.git('config', 'filter.up.clean', 'tr a-z A-Z');
    at.git('config', 'filter.up.required', 'true');
    at.write('x.big', 'loud');
    const contentOf = async (repository: OpenRepository) => {
      const entries = await repository.entries((await repository.workingTree()).tree);
      const oid = entries.find(({ path }) => path === 'x.big')?.oid ?? '';
      return Buffer.from((await repository.blobs([oid])).get(oid) ?? []).toString();
    };
    expect(await contentOf(await open(at.root))).toBe('LOUD');
    if (process.geteuid?.() !== 0) return;
    for (const path of [at.root, join(at.root, '.git'), join(at.root, '.git/config')]) chownSync(path, 1234, 1234);
    expect(await contentOf(await open(at.root))).toBe('loud');
  });
});
