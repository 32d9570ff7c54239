import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository } from '../../../src/edges/git/open-repository.js';
import { pictureOf } from '../../support/disk-picture.js';
import { closeAll, open } from '../../support/opened-repositories.js';
import { temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('an open repository', () => {
  it('leaves the checkout as it was, to the byte: files, index, refs, objects', async () => {
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
});
