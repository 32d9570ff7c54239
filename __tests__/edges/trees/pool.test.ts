import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Place } from '../../../src/app/ports.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, doing, NOTHING, open, PASSED, trial } from '../../support/opened-workspaces.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

describe('a place', () => {
  it('has empty folders of its own, outside the tree, with names that tell nothing', async () => {
    const workspaces = open();
    const workspace = await workspaces.open(treeOf({ a: '1' }));
    for (let count = 0; count < 3; count += 1) {
      await workspace.lease(
        NOTHING,
        doing(({ root, home, temp, reports }) => {
          for (const folder of [home, temp, reports]) {
            expect(readdirSync(folder)).toEqual([]);
            expect(lstatSync(folder).mode & 0o777).toBe(0o700);
            expect(folder.startsWith(`${root}/`)).toBe(false);
            writeFileSync(join(folder, 'left'), 'behind');
          }
          writeFileSync(join(dirname(root), 'beside'), 'x');
          chmodSync(temp, 0o755);
          expect(root).not.toMatch(/base|head/);
          expect(readdirSync(dirname(root)).sort()).toEqual(['beside', 'home', 'reports', 'temp', 'tree']);
        }),
      );
    }
    expect(lstatSync(join(workspaces.parent, readdirSync(workspaces.parent)[0] ?? '')).mode & 0o777).toBe(0o700);
  });

  it('is leased to one trial at a time, in at most `width` copies', async () => {
    const workspace = await open().open(treeOf({ a: '1' }));
    const roots = new Set<string>();
    let running = 0;
    let most = 0;
    const slow = async ({ root }: Place) => {
      roots.add(root);
      running += 1;
      most = Math.max(most, running);
      writeFileSync(join(root, 'a'), 'changed');
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return PASSED;
    };
    await Promise.all(Array.from({ length: 7 }, () => workspace.lease(NOTHING, slow)));
    expect([roots.size, most]).toEqual([2, 2]);
  });

  it('is free again after a trial that throws', async () => {
    const workspace = await open(memoryBlobs, { width: 1 }).open(treeOf({ a: '1' }));
    await expect(workspace.lease(NOTHING, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(
      (
        await workspace.lease(
          NOTHING,
          doing(() => undefined),
        )
      ).ending.kind,
    ).toBe('exited');
  });

  it('is refused once a trial has changed the prepared tree itself', async () => {
    const workspace = await open(memoryBlobs, { width: 2 }).open(treeOf({ a: '1' }));
    const next = () =>
      workspace.lease(
        NOTHING,
        doing(() => undefined),
      );
    await workspace.lease(NOTHING, async ({ root }) => {
      const grounds = join(root, '../..');
      for (const name of readdirSync(grounds)) {
        if (existsSync(join(grounds, name, 'tree/a'))) writeFileSync(join(grounds, name, 'tree/a'), 'x');
      }
      await expect(next()).rejects.toThrow('changed the prepared tree'); // in a new copy
      return PASSED;
    });
    await expect(next()).rejects.toThrow('changed the prepared tree'); // in a mended one
  });
});

describe('what nobody touched', () => {
  it('stays the same file, trial after trial', async () => {
    const workspace = await open(memoryBlobs, { width: 1 }).open(treeOf({ a: '1', 'd/b': '2' }));
    const inodes: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      await trial(workspace, ({ root }) => {
        inodes.push(execFileSync('ls', ['-iR'], { cwd: root, encoding: 'utf8' }));
        writeFileSync(join(root, 'new'), readFileSync(join(root, 'a')));
      });
    }
    expect(new Set(inodes).size).toBe(1);
  });
});
