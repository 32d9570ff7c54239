import { afterEach, describe, expect, it } from '@jest/globals';

import type { Place, TreeEntry, Workspaces } from '../../src/app/ports.js';
import { treeOf } from '../support/memory-blobs.js';
import { NOTHING, PASSED } from '../support/opened-workspaces.js';

/** Workspaces with a store, and how a program would see their places. */
export interface Ground {
  readonly workspaces: Workspaces;
  readonly read: (path: string) => string | undefined;
  readonly write: (path: string, text: string) => void;
  /** Paths of all files below a folder, relative to it, sorted. */
  readonly list: (folder: string) => readonly string[];
}

const KEY = 'abcdef0123456789';

/** What all workspaces promise. */
export function describeWorkspaces(begin: () => Ground, end: () => Promise<void>): void {
  afterEach(end);

  const doing = (work: (place: Place) => void) => (place: Place) => {
    work(place);
    return Promise.resolve(PASSED);
  };

  async function opened(files: Readonly<Record<string, string>>) {
    const ground = begin();
    const entries: readonly TreeEntry[] = treeOf(files);
    return { ...ground, entries, workspace: await ground.workspaces.open(entries) };
  }

  describe('a lease', () => {
    it('is a clean copy: what a trial changes is gone afterwards', async () => {
      const { workspace, read, write, list } = await opened({ a: '1', 'b/c': '2' });
      const dirty = ({ root, home, temp, reports }: Place): void => {
        write(`${root}/a`, 'changed');
        for (const folder of [root, home, temp, reports]) write(`${folder}/left`, 'x');
      };
      await workspace.lease(NOTHING, doing(dirty));
      const look = ({ root, home, temp, reports }: Place): void => {
        expect([list(root), read(`${root}/a`)]).toEqual([['a', 'b/c'], '1']);
        expect([home, temp, reports].flatMap(list)).toEqual([]);
      };
      expect(await workspace.lease(NOTHING, doing(look))).toEqual({ ...PASSED, files: [] });
    });

    it('shares its root with no other at the same time', async () => {
      const { workspace } = await opened({ a: '1' });
      const roots: string[] = [];
      let arrived = (): void => undefined;
      const both = new Promise<void>((resolve) => (arrived = resolve));
      const meet = async ({ root }: Place) => {
        roots.push(root);
        if (roots.length === 2) arrived();
        await both;
        return PASSED;
      };
      await Promise.all([workspace.lease(NOTHING, meet), workspace.lease(NOTHING, meet)]);
      expect(new Set(roots).size).toBe(2);
    });

    it('hands over the files that were asked for', async () => {
      const { workspace, read, write } = await opened({ 'out/old.xml': 'stood', in: '1' });
      const files = { write: [{ path: 'deep/in.txt', content: 'given' }], read: ['copy', 'nothing'] };
      const work = ({ root, reports }: Place): void => {
        write(`${root}/copy`, read(`${root}/deep/in.txt`) ?? '');
        write(`${root}/out/new.xml`, 'new');
        write(`${root}/out/old.xml`, 'written again');
        write(`${reports}/r.xml`, 'report');
      };
      const asked = { ...NOTHING, ...files, match: ['out/*.xml'], reports: true };
      const { files: found } = await workspace.lease(asked, doing(work));
      expect(found.map((it) => [it.path, it.kind, it.kind === 'regular' ? it.content.data : ''])).toEqual([
        ['copy', 'regular', 'given'],
        ['nothing', 'missing', ''],
        ['out/new.xml', 'regular', 'new'],
        ['out/old.xml', 'refused', ''],
        ['${reports}/r.xml', 'regular', 'report'],
      ]);
    });

    it('passes on what goes wrong, and goes on', async () => {
      const { workspace, list } = await opened({ a: '1' });
      const broken = workspace.lease(NOTHING, () => Promise.reject(new Error('the sandbox fell over')));
      await expect(broken).rejects.toThrow('the sandbox fell over');
      await workspace.lease(
        NOTHING,
        doing(({ root }) => {
          expect(list(root)).toEqual(['a']);
        }),
      );
    });
  });

  it('a prepared tree keeps what the setup changed, for every later lease', async () => {
    const { workspace, list, write } = await opened({ a: '1' });
    const setup = ({ root, home }: Place): void => {
      write(`${root}/built`, 'x');
      write(`${home}/cache`, 'x');
    };
    expect(await workspace.prepare(doing(setup))).toEqual(PASSED);
    for (let trial = 0; trial < 2; trial += 1) {
      await workspace.lease(
        NOTHING,
        doing(({ root, home }) => {
          expect([list(root), list(home)]).toEqual([['a', 'built'], []]);
        }),
      );
    }
  });

  it('a shared tree keeps what its trials do, one after another', async () => {
    const { workspace, list, write } = await opened({ a: '1' });
    const seen: (readonly string[])[] = [];
    const trial = ({ root }: Place): void => {
      seen.push(list(root));
      write(`${root}/made-${seen.length}`, 'x');
    };
    const share = (name: string, last: boolean) => workspace.share({ name, last }, NOTHING, doing(trial));
    await Promise.all([share('one', false), share('one', true)]);
    expect(seen).toEqual([['a'], ['a', 'made-1']]);
    await share('other', false);
    await share('one', false);
    expect(seen.slice(2)).toEqual([['a'], ['a']]);
  });

  describe('what a setup leaves', () => {
    it('is nowhere until it is kept', async () => {
      const { workspace } = await opened({ a: '1' });
      expect(await workspace.restore(KEY, ['deps'], 'lasting')).toBe(false);
    });

    it('can be used again in another tree, in place of what lies there', async () => {
      const { workspace, workspaces, write, list, read } = await opened({ a: '1' });
      await workspace.prepare(
        doing(({ root }) => {
          write(`${root}/deps/lib`, 'built');
          write(`${root}/other`, 'not kept');
        }),
      );
      await workspace.keep(KEY, ['deps', 'none'], 'lasting');
      const again = await workspaces.open(treeOf({ a: '2', 'deps/old': 'x' }));
      expect(await again.restore(KEY, ['deps', 'none'], 'lasting')).toBe(true);
      await again.lease(
        NOTHING,
        doing(({ root }) => {
          expect([list(root), read(`${root}/deps/lib`)]).toEqual([['a', 'deps/lib'], 'built']);
        }),
      );
    });
  });

  it.each([
    ['lasting', 'of-this-run'],
    ['of-this-run', 'lasting'],
  ] as const)('what is kept in the %s store is not in the other', async (one, other) => {
    const { workspace, write } = await opened({ a: '1' });
    await workspace.prepare(
      doing(({ root }) => {
        write(`${root}/deps/lib`, 'built');
      }),
    );
    await workspace.keep(KEY, ['deps'], one);
    expect(await workspace.restore(KEY, ['deps'], other)).toBe(false);
    expect(await workspace.restore(KEY, ['deps'], one)).toBe(true);
  });

  it('closing one tree leaves nothing of it, and the others as they are', async () => {
    const { workspace, workspaces, list } = await opened({ a: '1' });
    const other = await workspaces.open(treeOf({ b: '2' }));
    const roots: string[] = [];
    const noted = doing(({ root }) => {
      roots.push(root);
    });
    await workspace.prepare(noted);
    await workspace.lease(NOTHING, noted);
    await workspace.share({ name: 's', last: false }, NOTHING, noted);
    await other.prepare(noted);
    await workspace.close();
    expect(roots.map(list)).toEqual([[], [], [], ['b']]);
  });

  it('closing leaves nothing of a tree', async () => {
    const { workspace, workspaces, list } = await opened({ a: '1' });
    let at = '';
    await workspace.prepare(
      doing(({ root }) => {
        at = root;
      }),
    );
    expect(list(at)).toEqual(['a']);
    await workspaces.close();
    expect(list(at)).toEqual([]);
  });
}
