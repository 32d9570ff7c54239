import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../../../src/edges/git/open-repository.js';
import { closeAll, complaint, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('a repository that cannot be worked with', () => {
  it('is no repository at all', async () => {
    expect(await complaint(openRepository(temporaryFolder()))).toMatch(/is not in a git repository.*actions\/checkout/);
  });

  it('is bare', async () => {
    const bare = new TemporaryRepository(temporaryFolder(), 'init', '-q', '--bare');
    expect(await complaint(openRepository(bare.root))).toMatch(/bare repository.*git clone/);
  });

  it('is the git folder itself', async () => {
    const repository = new TemporaryRepository();
    expect(await complaint(openRepository(join(repository.root, '.git')))).toMatch(/is a git folder, not a checkout/);
  });

  it('has no commit yet', async () => {
    const repository = await open(new TemporaryRepository().root);
    expect(await complaint(repository.commit('HEAD'))).toMatch(/HEAD has no commit yet.*git commit/);
    expect(await complaint(repository.workingTree())).toMatch(/HEAD has no commit yet/);
  });

  it('has a damaged configuration', async () => {
    const repository = new TemporaryRepository();
    repository.write('.git/config', '[core\n');
    expect(await complaint(openRepository(repository.root))).toMatch(/could not be opened.*git status/s);
  });
});

describe('a checkout', () => {
  it('is found from a subfolder, a linked worktree and a detached head', async () => {
    const at = new TemporaryRepository();
    const sha = at.commit('first', { 'sub/folder/file': '1' });
    expect((await open(join(at.root, 'sub/folder'))).root).toBe(at.root);

    const linked = join(temporaryFolder(), 'linked tree');
    at.git('worktree', 'add', '-q', '--detach', linked);
    writeFileSync(join(linked, 'only here'), 'x');
    const repository = await open(linked);
    expect(repository.gitDir).toBe(join(at.root, '.git'));
    const { tree, commit, dirty } = await repository.workingTree();
    expect([commit.sha, dirty]).toEqual([sha, true]);
    expect((await repository.entries(tree)).map(({ path }) => path)).toEqual(['only here', 'sub/folder/file']);
  });

  it('lies where a path holds a colon, quotes and line ends', async () => {
    const root = join(temporaryFolder(), 'odd: "path"\nhere');
    mkdirSync(root);
    const at = new TemporaryRepository(root, 'init', '-q');
    at.commit('first', { a: '1' });
    at.write('b', 'two');
    const repository = await open(at.root);
    expect(repository.root).toBe(root);
    const entries = await repository.entries((await repository.workingTree()).tree);
    expect((await repository.blobs(entries.map(({ oid }) => oid))).size).toBe(2);
  });
});
