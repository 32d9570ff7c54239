import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { closeAll, complaint, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('the checkout', () => {
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

  it('sees a change of the same size that was made within the tick of the last `git add`', async () => {
    const at = new TemporaryRepository();
    const tick = new Date('2026-01-05T12:00:00Z');
    at.commit('first', { a: '1' });
    at.git('config', 'core.trustctime', 'false');
    utimesSync(join(at.root, 'a'), tick, tick);
    at.git('update-index', '--refresh');
    utimesSync(join(at.root, '.git/index'), tick, tick);
    at.write('a', '2');
    utimesSync(join(at.root, 'a'), tick, tick);
    expect((await (await open(at.root)).workingTree()).dirty).toBe(true);
  });

  it("obeys the repository's line ends when it reads the working tree", async () => {
    const at = new TemporaryRepository();
    at.commit('first', { '.gitattributes': '*.txt text\n', 'a.txt': 'one\ntwo\n' });
    at.write('a.txt', 'one\r\ntwo\r\n');
    expect((await (await open(at.root)).workingTree()).dirty).toBe(false);
  });

  describe('with repositories inside it', () => {
    /** A repository whose own configuration starts a program wherever git looks at its files. */
    function trapped(at: TemporaryRepository, path: string, canary: string): TemporaryRepository {
      at.write(`${path}/.gitattributes`, '* filter=trap\n');
      const inner = new TemporaryRepository(join(at.root, path), 'init', '-q', '-b', 'main');
      inner.commit('inner', { file: '1' });
      inner.git('config', 'filter.trap.clean', `touch ${canary}; cat`);
      inner.git('config', 'core.fsmonitor', `touch ${canary}`);
      inner.write('file', '2');
      return inner;
    }

    it('starts no program of theirs, recorded or not, and whatever .gitmodules asks for', async () => {
      const at = new TemporaryRepository();
      const canary = join(temporaryFolder(), 'canary');
      trapped(at, 'recorded', canary);
      at.commit('first', {
        '.gitmodules': '[submodule "recorded"]\n\tpath = recorded\n\turl = ./x\n\tignore = none\n',
      });
      trapped(at, 'new', canary);
      rmSync(canary, { force: true });
      const repository = await open(at.root);
      const { tree } = await repository.workingTree();
      const entries = await repository.entries(tree);
      expect(entries.map(({ path }) => path)).toEqual(['.gitmodules', 'new', 'recorded']);
      expect(existsSync(canary)).toBe(false);
    });

    it('takes an empty one as it is recorded, and says what to do about one that is in conflict', async () => {
      const at = new TemporaryRepository();
      const record = (commit: string) => at.gitWith(commit, 'update-index', '--index-info');
      record(`160000 ${'1'.repeat(40)}\tempty\n`);
      at.git('commit', '-q', '-m', 'first');
      at.write('empty/.gitkeep', '');
      rmSync(join(at.root, 'empty/.gitkeep'));
      expect((await (await open(at.root)).workingTree()).dirty).toBe(false);
      record(`0 ${'0'.repeat(40)}\tempty\n160000 ${'1'.repeat(40)} 1\tempty\n160000 ${'2'.repeat(40)} 2\tempty\n`);
      expect(await complaint((await open(at.root)).workingTree())).toMatch(
        /^The working tree could not be read: .*empty.*--head HEAD/s,
      );
    });

    it('sees one that stands at another commit, one that is gone, and one that became a file', async () => {
      const at = new TemporaryRepository();
      const names = ['moved', 'gone', 'file'];
      const inner = names.map((name) => {
        at.write(`${name}/inside`, name);
        return new TemporaryRepository(join(at.root, name), 'init', '-q', '-b', 'main');
      });
      for (const one of inner) one.commit('inner');
      at.commit('first');
      const moved = inner[0]?.commit('second');
      rmSync(join(at.root, 'gone'), { recursive: true });
      rmSync(join(at.root, 'file'), { recursive: true });
      at.write('file', 'x');
      const repository = await open(at.root);
      const { tree } = await repository.workingTree();
      const entries = await repository.entries(tree);
      expect(entries.map(({ path, mode }) => [path, mode])).toEqual([
        ['file', '100644'],
        ['moved', '160000'],
      ]);
      expect(entries[1]?.oid).toBe(moved);
    });
  });
});
