import { afterEach, expect, it } from '@jest/globals';
import { lstatSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openWorkspaces } from '../../../src/edges/trees/open-workspaces.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { doing, NOTHING } from '../../support/opened-workspaces.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterEach(removeTemporaries);

/** Only root can give a folder away; anyone else is the owner already. */
const owner =
  process.geteuid?.() === 0 ? { uid: 1234, gid: 1235 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

it('everything in a place belongs to the user that trials run as, also after it was mended, and that user can get there', async () => {
  const workspaces = openWorkspaces({ objects: memoryBlobs, parent: temporaryFolder(), width: 1 });
  workspaces.giveTo(owner);
  const workspace = await workspaces.open(treeOf({ 'd/a': '1' }));
  for (let count = 0; count < 2; count += 1) {
    const files = { ...NOTHING, write: [{ path: 'new/file', content: 'x' }] };
    await workspace.lease(
      files,
      doing(({ root, home, temp, reports }) => {
        for (const path of [
          root,
          join(root, 'd'),
          join(root, 'd/a'),
          join(root, 'new'),
          join(root, 'new/file'),
          home,
          temp,
          reports,
        ]) {
          const { uid, gid } = lstatSync(path);
          expect([path, uid, gid]).toEqual([path, owner.uid, owner.gid]);
        }
        for (const folder of [dirname(root), dirname(dirname(root))]) expect(lstatSync(folder).mode & 0o001).toBe(1);
        unlinkSync(join(root, 'd/a'));
        writeFileSync(join(home, 'x'), 'x');
      }),
    );
  }
  await workspaces.close();
});
