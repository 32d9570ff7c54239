import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { closeAll, complaint, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

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
      /no commit "feature-date".*did you mean `feature-dates`/,
    );
    at.git('update-ref', 'refs/remotes/upstream/next', 'HEAD');
    expect(await complaint(repository.commit('next'))).toMatch(/did you mean `upstream\/next`\? \|/);
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
});
