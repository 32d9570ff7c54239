import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { chownSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../../src/core/errors.js';
import { openRepository, type OpenRepository } from '../../../src/edges/git/open-repository.js';
import { pictureOf } from '../../support/disk-picture.js';
import { removeTemporaries, temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

const opened: OpenRepository[] = [];

async function open(cwd: string): Promise<OpenRepository> {
  const repository = await openRepository(cwd);
  opened.push(repository);
  return repository;
}

/** What the user reads: the message and the way out. */
async function complaint(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} | ${error.help}`;
    throw error;
  }
  throw new Error('nothing was thrown');
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((repository) => repository.close()));
  removeTemporaries();
});

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

describe('commits', () => {
  it('are found by any revision, with tree, parents and subject', async () => {
    const at = new TemporaryRepository();
    const first = at.commit('first', { a: '1' });
    const second = at.commit('second: "quoted" ünïcode', { a: '2' });
    const repository = await open(at.root);
    const expected = {
      sha: second,
      tree: at.git('rev-parse', 'HEAD^{tree}'),
      parents: [first],
      subject: 'second: "quoted" ünïcode',
    };
    for (const revision of ['HEAD', 'main', second, second.slice(0, 8), '@', 'refs/heads/main']) {
      expect(await repository.commit(revision)).toEqual(expected);
    }
    expect((await repository.commit('HEAD~1')).parents).toEqual([]);
  });

  it('may have an empty subject', async () => {
    const at = new TemporaryRepository();
    const sha = at.commit('first');
    at.git('commit', '-q', '--allow-empty', '--allow-empty-message', '-m', '');
    expect(await (await open(at.root)).commit('HEAD')).toMatchObject({ subject: '', parents: [sha] });
  });

  it('are not found by a wrong name, and a close one is suggested', async () => {
    const at = new TemporaryRepository();
    at.commit('first');
    at.git('branch', 'feature-dates');
    const repository = await open(at.root);
    expect(await complaint(repository.commit('feature-date'))).toMatch(
      /no commit "feature-date".*Did you mean `feature-dates`/,
    );
    expect(await complaint(repository.commit('zzzzzzzz'))).toMatch(/git branch --all/);
    expect(await complaint(repository.commit('0'.repeat(40)))).toMatch(/no commit "0000/);
  });

  it.each(['--output=/tmp/x', '-n1', 'main..main', '', 'a\nb', 'a\0b', '--all'])(
    'never take %j for an option',
    async (text) => {
      const at = new TemporaryRepository();
      at.commit('first');
      expect(await complaint((await open(at.root)).commit(text))).toMatch(/There is no commit/);
    },
  );

  it('are not replaced by refs/replace', async () => {
    const at = new TemporaryRepository();
    const first = at.commit('first', { a: '1' });
    const second = at.commit('second', { a: '2' });
    at.git('replace', second, first);
    expect((await (await open(at.root)).commit('HEAD')).subject).toBe('second');
  });
});

describe('history', () => {
  it('knows the merge base, and says when there is none', async () => {
    const at = new TemporaryRepository();
    const base = at.commit('base');
    at.git('switch', '-q', '-c', 'topic');
    at.commit('topic');
    at.git('switch', '-q', 'main');
    at.commit('main');
    at.git('switch', '-q', '--orphan', 'alone');
    at.commit('alone');
    const repository = await open(at.root);
    expect((await repository.mergeBase('main', 'topic')).sha).toBe(base);
    expect(await complaint(repository.mergeBase('main', 'alone'))).toMatch(
      /main and alone have no commit in common.*--base/,
    );
  });

  it('lists commits of head that base has not, first parents only, oldest first', async () => {
    const at = new TemporaryRepository();
    at.commit('base', { a: '1' });
    at.git('switch', '-q', '-c', 'topic');
    at.commit('one', { b: '1' });
    at.git('switch', '-q', '-c', 'side');
    at.commit('side', { c: '1' });
    at.git('switch', '-q', 'topic');
    at.git('merge', '-q', '--no-ff', '-m', 'merge side', 'side');
    at.commit('two', { b: '2' });
    const repository = await open(at.root);
    const commits = await repository.commitsBetween('main', 'topic');
    expect(commits.map(({ subject }) => subject)).toEqual(['one', 'merge side', 'two']);
    expect(commits[1]?.parents).toHaveLength(2);
    expect(await repository.commitsBetween('topic', 'main')).toEqual([]);
  });

  it('says what a shallow clone lacks, and how to get it', async () => {
    const origin = new TemporaryRepository();
    const first = origin.commit('first');
    origin.commit('second');
    origin.git('switch', '-q', '-c', 'topic', first);
    origin.commit('topic');
    const folder = temporaryFolder();
    const clone = new TemporaryRepository(
      folder,
      'clone',
      '-q',
      '--depth=1',
      '--no-single-branch',
      `file://${origin.root}`,
      '.',
    );
    const repository = await open(clone.root);
    expect(await complaint(repository.commit(first))).toMatch(
      /shallow clone has no commit.*--unshallow.*fetch-depth: 0/,
    );
    expect(await complaint(repository.mergeBase('origin/main', 'origin/topic'))).toMatch(
      /does not show where.*--unshallow/,
    );
  });

  it('finds the default branch from origin/HEAD, then by usual names', async () => {
    const origin = new TemporaryRepository();
    origin.commit('first');
    origin.git('branch', '-m', 'develop');
    const clone = new TemporaryRepository(temporaryFolder(), 'clone', '-q', origin.root, '.');
    expect(await (await open(clone.root)).defaultBranch()).toBe('origin/develop');

    const alone = new TemporaryRepository();
    alone.commit('first');
    expect(await (await open(alone.root)).defaultBranch()).toBe('main');
    alone.git('branch', '-m', 'something');
    expect(await complaint((await open(alone.root)).defaultBranch())).toMatch(
      /does not know its default branch.*--base/,
    );
  });
});

describe('trees', () => {
  it('are read with every kind of path and mode', async () => {
    const at = new TemporaryRepository();
    const names = [
      'with space',
      'new\nline',
      'quo"te',
      'ünïcode',
      'tab\there',
      '-dash',
      ':(top)magic',
      'sub/deep/file',
    ];
    for (const name of names) at.write(name, name);
    writeFileSync(Buffer.from(`${at.root}/latin-\xe9`, 'latin1'), 'latin');
    at.write('run.sh', '#!/bin/sh\n');
    at.git('add', '-A');
    at.git('update-index', '--chmod=+x', 'run.sh');
    symlinkSync('/etc/passwd', join(at.root, 'link'));
    at.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    at.git('add', 'link');
    at.git('commit', '-q', '-m', 'all');
    const repository = await open(at.root);
    const entries = await repository.entries((await repository.commit('HEAD')).tree);
    const modes = new Map(entries.map(({ path, mode }) => [path, mode]));
    expect([...modes.keys()].sort()).toEqual([...names, 'latin-\udce9', 'run.sh', 'link', 'module'].sort());
    expect(modes.get('run.sh')).toBe('100755');
    expect(modes.get('link')).toBe('120000');
    expect(modes.get('module')).toBe('160000');
    const oid = entries.find(({ path }) => path === 'new\nline')?.oid ?? '';
    expect(Buffer.from((await repository.blobs([oid])).get(oid) ?? []).toString()).toBe('new\nline');
  });

  it('give blobs as they are: binary, empty, many, each once', async () => {
    const at = new TemporaryRepository();
    const binary = Buffer.from([0, 255, 10, 13, 0]);
    at.commit('all', { binary, empty: '', again: binary });
    const repository = await open(at.root);
    const entries = await repository.entries((await repository.commit('HEAD')).tree);
    const oids = entries.map(({ oid }) => oid);
    const blobs = await repository.blobs(oids);
    expect(blobs.size).toBe(2);
    expect(entries.map(({ oid }) => Buffer.from(blobs.get(oid) ?? []))).toEqual([binary, binary, Buffer.alloc(0)]);
    expect([...(await repository.sizes(oids)).values()].sort()).toEqual([0, 5]);
    expect((await repository.blobs([])).size).toBe(0);
    expect(await complaint(repository.blobs(['1'.repeat(40)]))).toMatch(/could not be read.*git fsck/);
    await expect(repository.blobs(['--batch'])).rejects.toThrow('not an object id');
  });

  it('may be empty', async () => {
    const at = new TemporaryRepository();
    at.commit('nothing');
    const repository = await open(at.root);
    expect(await repository.entries((await repository.commit('HEAD')).tree)).toEqual([]);
  });
});

describe('the checkout', () => {
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

  it('is clean, or dirty by a change, a new file, a deletion; never by an ignored one', async () => {
    const at = new TemporaryRepository();
    at.commit('first', { kept: '1', changed: '1', deleted: '1', '.gitignore': 'ignored\n' });
    at.write('ignored', 'x');
    const repository = await open(at.root);
    const clean = await repository.workingTree();
    expect(clean).toEqual({ commit: clean.commit, tree: clean.commit.tree, dirty: false });
    at.write('changed', '2');
    at.write('new', 'n');
    at.write('staged', 's');
    at.git('add', 'staged');
    rmSync(join(at.root, 'deleted'));
    const { tree, dirty } = await repository.workingTree();
    expect(dirty).toBe(true);
    const entries = await repository.entries(tree);
    expect(entries.map(({ path }) => path)).toEqual(['.gitignore', 'changed', 'kept', 'new', 'staged']);
    const blobs = await repository.blobs(entries.map(({ oid }) => oid));
    expect(Buffer.from(blobs.get(entries[1]?.oid ?? '') ?? []).toString()).toBe('2');
  });

  it("obeys the repository's line ends when it reads the working tree", async () => {
    const at = new TemporaryRepository();
    at.commit('first', { '.gitattributes': '*.txt text\n', 'a.txt': 'one\ntwo\n' });
    at.write('a.txt', 'one\r\ntwo\r\n');
    expect((await (await open(at.root)).workingTree()).dirty).toBe(false);
  });

  it('is left as it was, to the byte: files, index, refs, objects', async () => {
    const at = new TemporaryRepository();
    at.commit('first', { a: '1', 'b/c': '2' });
    at.write('a', 'changed');
    at.write('new', 'untracked');
    at.write('staged', 'staged');
    at.git('add', 'staged');
    // Git marks an object that it would have written again as still needed: by its time, not by its bytes.
    const picture = () => [
      ...pictureOf(at.root, { times: true }).filter((line) => !line.startsWith('/.git/objects/')),
      ...pictureOf(join(at.root, '.git/objects')),
    ];
    const before = picture();
    const repository = await open(at.root);
    const { tree } = await repository.workingTree();
    const entries = await repository.entries(tree);
    await repository.blobs(entries.map(({ oid }) => oid));
    await repository.commitsBetween('HEAD', 'main');
    await repository.defaultBranch();
    await repository.close();
    expect(picture()).toEqual(before);
    await expect(repository.entries(tree)).rejects.toThrow();
  });

  it.each(['close', 'closeNow'] as const)('leaves no folder behind after %s', async (close) => {
    const at = new TemporaryRepository();
    at.commit('first', { a: '1' });
    const parent = temporaryFolder();
    const repository = await openRepository(at.root, parent);
    await repository.workingTree();
    expect(readdirSync(parent)).toHaveLength(1);
    await repository[close]();
    expect(readdirSync(parent)).toEqual([]);
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

describe('what a hostile repository configures', () => {
  it('starts no program: fsmonitor, hooks, aliases, signatures, transports', async () => {
    const at = new TemporaryRepository();
    at.commit('first', { a: '1' });
    const canary = join(at.root, '..', `${at.root.split('/').pop() ?? ''}-canary`);
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
    expect(readdirSync(join(at.root, '..'))).not.toContain(canary.split('/').pop());
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
