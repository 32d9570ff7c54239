import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../../src/core/run/content.js';
import { pictureOf } from '../../support/disk-picture.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, doing, NOTHING, open } from '../../support/opened-workspaces.js';
import { temporaryFolder } from '../../support/temporary-repository.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

describe('files before a trial', () => {
  it('are written, with their folders, over what stands there, and are gone afterwards', async () => {
    const workspace = await open(memoryBlobs, { width: 1 }).open(treeOf({ a: 'old' }));
    const write = [
      { path: 'a', content: 'new' },
      { path: 'deep/er/b', content: 'b' },
    ];
    const read = ['a', './deep/er/b'];
    const { files } = await workspace.lease(
      { ...NOTHING, write, read },
      doing(() => undefined),
    );
    expect(files.map((file) => (file.kind === 'regular' ? textOf(file.content) : file.kind))).toEqual(['new', 'b']);
    await workspace.lease(
      NOTHING,
      doing(({ root }) => {
        expect(pictureOf(root)).toHaveLength(2);
      }),
    );
  });

  it('can be programs', async () => {
    const workspace = await open().open(treeOf({ a: 'old' }));
    const write = [{ path: 'a', content: 'new', executable: true as const }];
    await workspace.lease(
      { ...NOTHING, write },
      doing(({ root }) => {
        expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o755);
      }),
    );
  });

  it('are never written through a link', async () => {
    const outside = temporaryFolder();
    const links = treeOf({ folder: outside, file: join(outside, 'target') }).map((entry) => ({
      ...entry,
      mode: '120000' as const,
    }));
    const workspace = await open().open(links);
    const through = await workspace.lease({ ...NOTHING, write: [{ path: 'folder/x', content: 'x' }] }, () => {
      throw new Error('must not start');
    });
    expect(through.ending).toEqual({ kind: 'not-started', why: 'folder/x cannot be written: folder is a link' });
    const over = await workspace.lease(
      { ...NOTHING, write: [{ path: 'file', content: 'x' }], read: ['file'] },
      doing(() => undefined),
    );
    expect(over.files[0]?.kind).toBe('regular');
    expect(readdirSync(outside)).toEqual([]);
  });

  it.each(['../x', '/x', 'a/../../x', ''])('are never written outside: %j', async (path) => {
    const workspace = await open().open([]);
    const attempt = await workspace.lease(
      { ...NOTHING, write: [{ path, content: 'x' }] },
      doing(() => undefined),
    );
    expect(attempt.ending).toMatchObject({ kind: 'not-started', why: expect.stringContaining('outside the tree') });
  });
});
