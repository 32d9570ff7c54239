import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../../src/app/ports.js';
import { treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, doing, NOTHING, open, PASSED } from '../../support/opened-workspaces.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

const TREE = { name: 'eval', last: false };

describe('a shared tree', () => {
  it('keeps what its trials do, one after another, apart from the leased ones', async () => {
    const workspace = await open().open(treeOf({ a: '1' }));
    let running = 0;
    const seen: string[][] = [];
    const trial = async ({ root, home }: Place) => {
      running += 1;
      expect(running).toBe(1);
      seen.push(readdirSync(root));
      expect(readdirSync(home)).toEqual([]);
      writeFileSync(join(root, `made-${seen.length}`), 'x');
      writeFileSync(join(home, 'x'), 'x');
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      return PASSED;
    };
    const attempts = await Promise.all(
      [1, 2, 3].map(() => workspace.share(TREE, { ...NOTHING, match: ['made-*'] }, trial)),
    );
    expect(seen).toEqual([['a'], ['a', 'made-1'], ['a', 'made-1', 'made-2']]);
    expect(attempts[2]?.files.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'made-1 refused',
      'made-2 refused',
      'made-3 regular',
    ]);
    await workspace.lease(
      NOTHING,
      doing(({ root }) => {
        expect(readdirSync(root)).toEqual(['a']);
      }),
    );
  });
});
