import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../../src/app/ports.js';
import { treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, doing, NOTHING, open } from '../../support/opened-workspaces.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

describe('closing', () => {
  it.each(['close', 'closeNow'] as const)('removes everything by %s, whatever was done to it', async (close) => {
    const workspaces = open();
    const workspace = await workspaces.open(treeOf({ 'sub/a': '1' }));
    await workspace.lease(
      NOTHING,
      doing(({ root, home }) => {
        mkdirSync(join(root, 'locked/in'), { recursive: true });
        writeFileSync(join(root, 'locked/in/x'), 'x');
        writeFileSync(Buffer.from(`${home}/latin-\xe9`, 'latin1'), 'x');
        chmodSync(join(root, 'locked/in'), 0);
        chmodSync(join(root, 'locked'), 0);
        chmodSync(root, 0);
      }),
    );
    await workspaces[close]();
    expect(readdirSync(workspaces.parent)).toEqual([]);
    await workspaces[close]();
  });

  it('that was begun is ended at once when there is no more time', async () => {
    const workspaces = open();
    const workspace = await workspaces.open(treeOf({ a: '1' }));
    const fill = ({ root }: Place): void => {
      for (let folder = 0; folder < 2_000; folder += 1) mkdirSync(join(root, `folder-${folder}`));
    };
    await workspace.lease(NOTHING, doing(fill));
    const closing = workspaces.close();
    expect(readdirSync(workspaces.parent)).not.toEqual([]);
    workspaces.closeNow();
    expect(readdirSync(workspaces.parent)).toEqual([]);
    await closing;
  });
});
