import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Place, PlaceFiles, Workspace } from '../../../src/app/ports.js';
import { CancelledError } from '../../../src/core/errors.js';
import { EMPTY } from '../../../src/core/run/content.js';
import { openWorkspaces, type OpenWorkspaces } from '../../../src/edges/trees/open-workspaces.js';
import { keepFolders } from '../../../src/edges/trees/setup-store.js';
import { pictureOf } from '../../support/disk-picture.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

const NOTHING: PlaceFiles = { write: [], read: [], match: [], reports: false, maxFile: 1000 };
const PASSED = { ending: { kind: 'exited', code: 0 }, duration: 1, stdout: EMPTY, stderr: EMPTY } as const;
const KEY = 'ab12'.repeat(16);
const FOLDERS = ['node_modules', 'packages/x/lib', 'never-made'];

let store = '';
let opened: OpenWorkspaces;

beforeEach(() => {
  store = join(temporaryFolder(), 'not', 'yet');
  opened = openWorkspaces({ objects: memoryBlobs, parent: temporaryFolder(), width: 1, store });
});

afterEach(async () => {
  await opened.close();
  removeTemporaries();
});

function doing(work: (place: Place) => void) {
  return (place: Place) => {
    work(place);
    return Promise.resolve(PASSED);
  };
}

const setUp = doing(({ root, home, reports }) => {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  mkdirSync(join(root, 'packages/x/lib'), { recursive: true });
  writeFileSync(join(root, 'node_modules/a.js'), 'a');
  symlinkSync('../a.js', join(root, 'node_modules/.bin/a'));
  writeFileSync(join(root, 'packages/x/lib/out'), 'built', { mode: 0o755 });
  utimesSync(join(root, 'packages/x/lib/out'), 1, 1);
  chmodSync(join(root, 'node_modules'), 0o555);
  writeFileSync(join(home, '.npmrc'), 'x');
  writeFileSync(join(reports, 'x'), 'x');
});

async function treeSeen(workspace: Workspace): Promise<readonly string[]> {
  let picture: readonly string[] = [];
  await workspace.lease(
    NOTHING,
    doing(({ root }) => {
      picture = pictureOf(root).slice(1);
    }),
  );
  return picture;
}

const openTree = () => opened.open(treeOf({ 'package.json': '{}', 'node_modules/committed': 'x' }));

describe('setup', () => {
  it('changes the tree for every later lease, and leaves its home empty', async () => {
    const workspace = await openTree();
    expect(await treeSeen(workspace)).toHaveLength(3);
    expect((await workspace.prepare(setUp)).ending.kind).toBe('exited');
    expect(await treeSeen(workspace)).toHaveLength(10);
    let homes: readonly string[] = ['not asked'];
    await workspace.prepare(
      doing(({ home, reports }) => {
        homes = [...readdirSync(home), ...readdirSync(reports)];
      }),
    );
    expect(homes).toEqual([]);
  });
});

describe('the store', () => {
  it('gives a later tree the same folders, in place of what stands there', async () => {
    const first = await openTree();
    await first.prepare(setUp);
    await first.keep(KEY, FOLDERS, 'lasting');
    const second = await openTree();
    await second.lease(
      NOTHING,
      doing(() => undefined),
    );
    expect(await second.restore(KEY, FOLDERS, 'lasting')).toBe(true);
    expect(await treeSeen(second)).toEqual(await treeSeen(first));
    await second.keep(KEY, FOLDERS, 'lasting');
    expect(readdirSync(store)).toEqual([KEY]);
  });

  it('misses an unknown key, other folders, a torn entry', async () => {
    const first = await openTree();
    await first.prepare(setUp);
    await first.keep(KEY, FOLDERS, 'lasting');
    const second = await openTree();
    const before = await treeSeen(second);
    expect(await second.restore('0'.repeat(64), FOLDERS, 'lasting')).toBe(false);
    expect(await second.restore(KEY, ['node_modules'], 'lasting')).toBe(false);
    rmSync(join(store, KEY, '1/out'));
    expect(await second.restore(KEY, FOLDERS, 'lasting')).toBe(false);
    rmSync(join(store, KEY, 'contents.json'));
    expect(await second.restore(KEY, FOLDERS, 'lasting')).toBe(false);
    expect(await treeSeen(second)).toEqual(before);
  });

  it('is left as it was where nobody waits any more for what is being kept', () => {
    const [tree, scratch] = [temporaryFolder(), temporaryFolder()];
    for (const name of ['a', 'b', 'c']) mkdirSync(join(tree, 'node_modules', name), { recursive: true });
    const keeping = keepFolders(tree, { key: KEY, folders: FOLDERS }, { store, scratch });
    keeping.next();
    expect(readdirSync(store)).toHaveLength(1);
    expect(() => {
      for (let step = keeping.throw(new CancelledError()); step.done !== true;) step = keeping.next();
    }).toThrow(CancelledError);
    expect(readdirSync(store)).toEqual([]);
  });

  it('replaces a torn entry with a whole one', async () => {
    mkdirSync(join(store, KEY), { recursive: true });
    const workspace = await openTree();
    await workspace.prepare(setUp);
    await workspace.keep(KEY, FOLDERS, 'lasting');
    expect(await workspace.restore(KEY, FOLDERS, 'lasting')).toBe(true);
  });

  it.each(['../outside', '/etc', '.', 'link/x'])('never reaches outside the tree: %j', async (folder) => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'x'), 'safe');
    const workspace = await openTree();
    await workspace.prepare(
      doing(({ root }) => {
        symlinkSync(outside, join(root, 'link'));
      }),
    );
    await expect(workspace.keep(KEY, [folder], 'lasting')).rejects.toThrow('cannot be kept');
    await expect(workspace.restore(KEY, [folder], 'lasting')).rejects.toThrow('cannot be kept');
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('safe');
    expect(existsSync(store)).toBe(false);
  });

  it('takes only digests for keys', async () => {
    const workspace = await openTree();
    await expect(workspace.keep('../x', [], 'lasting')).rejects.toThrow('not a digest');
  });

  it('is not there unless it was asked for', async () => {
    await opened.close();
    opened = openWorkspaces({ objects: memoryBlobs, parent: temporaryFolder(), width: 1 });
    const workspace = await openTree();
    await workspace.keep(KEY, FOLDERS, 'lasting');
    expect(await workspace.restore(KEY, FOLDERS, 'lasting')).toBe(false);
  });
});
