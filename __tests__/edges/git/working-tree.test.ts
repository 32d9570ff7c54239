import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { closeAll, open } from '../../support/opened-repositories.js';
import { TemporaryRepository } from '../../support/temporary-repository.js';

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
});
