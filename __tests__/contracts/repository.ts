import { afterEach, describe, expect, it } from '@jest/globals';

import type { Repository } from '../../src/app/ports.js';
import { UserError } from '../../src/core/errors.js';
import type { Edits } from '../support/fakes/fake-repository.js';

/** A history under construction, and the port that reads it. */
export interface History {
  add(subject: string, edits: Edits): string;
  switchTo(branch: string): void;
  /** Merges a branch into the current one; the two do not touch the same files. */
  merge(branch: string): string;
  edit(edits: Edits): void;
  open(): Promise<Repository>;
}

/** What every repository promises. */
export function describeRepository(begin: () => History, end: () => Promise<void>): void {
  afterEach(end);

  async function textsOf(repository: Repository, tree: string): Promise<Readonly<Record<string, string>>> {
    const entries = await repository.entries(tree);
    const blobs = await repository.blobs(entries.map(({ oid }) => oid));
    return Object.fromEntries(entries.map(({ path, oid }) => [path, Buffer.from(blobs.get(oid) ?? []).toString()]));
  }

  describe('a commit', () => {
    it('is found by its id, by its branch and as HEAD', async () => {
      const history = begin();
      const first = history.add('first', { a: '1' });
      const second = history.add('second', { a: '2' });
      const repository = await history.open();
      const found = await repository.commit(second);
      expect(found).toMatchObject({ sha: second, parents: [first], subject: 'second' });
      expect(await repository.commit('main')).toEqual(found);
      expect(await repository.commit('HEAD')).toEqual(found);
      expect(await repository.defaultBranch()).toBe('main');
    });

    it('that nobody made is the user’s mistake', async () => {
      const history = begin();
      history.add('first', { a: '1' });
      const repository = await history.open();
      await expect(repository.commit('nowhere')).rejects.toBeInstanceOf(UserError);
      await expect(repository.mergeBase('main', 'nowhere')).rejects.toBeInstanceOf(UserError);
    });

    it('has its files, sorted, with their sizes', async () => {
      const history = begin();
      const sha = history.add('first', { b: '22', 'a/c': '1' });
      const repository = await history.open();
      const { tree } = await repository.commit(sha);
      const entries = await repository.entries(tree);
      expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
        ['a/c', '100644'],
        ['b', '100644'],
      ]);
      const sizes = await repository.sizes(entries.map(({ oid }) => oid));
      expect(entries.map(({ oid }) => sizes.get(oid))).toEqual([1, 2]);
      expect(await textsOf(repository, tree)).toEqual({ 'a/c': '1', b: '22' });
    });

    it('has the tree of any other with the same files', async () => {
      const history = begin();
      const [first, , third] = ['1', '2', '1'].map((text) => history.add(`a is ${text}`, { a: text }));
      const repository = await history.open();
      expect((await repository.commit(first ?? '')).tree).toBe((await repository.commit(third ?? '')).tree);
    });
  });

  describe('a text that is kept', () => {
    it('can be read as any blob, byte for byte, and is no part of the history', async () => {
      const history = begin();
      history.add('first', { a: '1', '.gitattributes': '* text eol=crlf' });
      const repository = await history.open();
      for (const text of ['', 'one\r\ntwo\n', '\u00e9\n']) {
        const oid = await repository.keepBlob(text);
        expect([...((await repository.blobs([oid])).get(oid) ?? [])]).toEqual([...Buffer.from(text)]);
      }
      expect((await repository.workingTree()).dirty).toBe(false);
    });
  });

  describe('the working tree', () => {
    it('is HEAD while nothing is changed', async () => {
      const history = begin();
      history.add('first', { a: '1' });
      const repository = await history.open();
      const { commit, tree, dirty } = await repository.workingTree();
      expect([tree, dirty]).toEqual([commit.tree, false]);
    });

    it('holds what no commit has', async () => {
      const history = begin();
      const sha = history.add('first', { a: '1', gone: 'x' });
      history.edit({ a: '2', new: 'n', gone: null });
      const repository = await history.open();
      const { commit, tree, dirty } = await repository.workingTree();
      expect([commit.sha, dirty]).toEqual([sha, true]);
      expect(await textsOf(repository, tree)).toEqual({ a: '2', new: 'n' });
    });
  });

  describe('two branches', () => {
    function parted(base: Edits, topic: Edits) {
      const history = begin();
      const fork = history.add('fork', { a: '1', b: '1' });
      history.switchTo('topic');
      const one = history.add('one', { note: '1' });
      const two = history.add('two', topic);
      history.switchTo('main');
      history.add('moved on', base);
      return { history, fork, commits: [one, two] };
    }

    it('part at the best commit that they share', async () => {
      const { history, fork } = parted({ a: '2' }, { b: '2' });
      const repository = await history.open();
      expect(await repository.mergeBase('main', 'topic')).toMatchObject({ sha: fork });
    });

    it('part at what one has merged of the other, once it has', async () => {
      const { history, commits } = parted({ a: '2' }, { b: '2' });
      const open = await history.open();
      const moved = (await open.commit('main')).sha;
      history.switchTo('topic');
      const merged = history.merge('main');
      history.switchTo('main');
      history.add('moved on again', { a: '3' });
      const repository = await history.open();
      expect(await repository.mergeBase('main', 'topic')).toMatchObject({ sha: moved });
      expect(await repository.commit(merged)).toMatchObject({ parents: [commits[1], moved] });
      expect((await repository.commitsBetween('main', 'topic')).map(({ sha }) => sha)).toEqual([...commits, merged]);
    });

    it('differ by the commits of the one that the other has not, oldest first', async () => {
      const { history, commits } = parted({ a: '2' }, { b: '2' });
      const repository = await history.open();
      expect((await repository.commitsBetween('main', 'topic')).map(({ sha }) => sha)).toEqual(commits);
      expect(await repository.commitsBetween('topic', 'topic')).toEqual([]);
    });

    it('tell who made the commits of the one that the other has not, oldest first', async () => {
      const { history } = parted({ a: '2' }, { b: '2' });
      const repository = await history.open();
      const ada = { name: 'Ada', address: 'ada@example.org' };
      expect(await repository.describedCommits('main', 'topic')).toEqual([
        { author: ada, committer: ada, message: 'one\n', merge: false },
        { author: ada, committer: ada, message: 'two\n', merge: false },
      ]);
      expect(await repository.describedCommits('topic', 'topic')).toEqual([]);
      expect(await repository.currentBranch()).toBe('main');
    });

    it('merge where they change different files', async () => {
      const { history } = parted({ a: '2' }, { b: null });
      const repository = await history.open();
      const tree = await repository.mergedTree('main', 'topic');
      expect(await textsOf(repository, tree ?? '')).toEqual({ a: '2', note: '1' });
    });

    it('have no merged tree where they conflict', async () => {
      const { history } = parted({ a: '2' }, { a: '3' });
      const repository = await history.open();
      expect(await repository.mergedTree('main', 'topic')).toBeUndefined();
    });

    it('merge to the tree of the one that already has the other', async () => {
      const { history, fork, commits } = parted({ a: '2' }, { b: '2' });
      const repository = await history.open();
      const { tree } = await repository.commit(commits[1] ?? '');
      expect(await repository.mergedTree(fork, 'topic')).toBe(tree);
    });
  });
}
