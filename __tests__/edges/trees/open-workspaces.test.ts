import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Place, PlaceFiles, TreeEntry } from '../../../src/app/ports.js';
import { EMPTY, textOf } from '../../../src/core/run/content.js';
import type { FoundFile } from '../../../src/core/run/trial.js';
import { openRepository } from '../../../src/edges/git/open-repository.js';
import { openWorkspaces, type OpenWorkspaces } from '../../../src/edges/trees/open-workspaces.js';
import { pictureOf } from '../../support/disk-picture.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { removeTemporaries, temporaryFolder, TemporaryRepository } from '../../support/temporary-repository.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

const NOTHING: PlaceFiles = { write: [], read: [], match: [], reports: false, maxFile: 1000 };
const PASSED = { ending: { kind: 'exited', code: 0 }, duration: 1, stdout: EMPTY, stderr: EMPTY } as const;

let opened: OpenWorkspaces | undefined;
let parent = '';

function open(objects = memoryBlobs, options: { width?: number; store?: string } = {}): OpenWorkspaces {
  parent = temporaryFolder();
  opened = openWorkspaces({ objects, parent, width: 2, ...options });
  return opened;
}

/** A program that is a function of its place. */
function doing(work: (place: Place) => void) {
  return (place: Place) => {
    work(place);
    return Promise.resolve(PASSED);
  };
}

async function filesOf(
  entries: readonly TreeEntry[],
  files: Partial<PlaceFiles>,
  work: (place: Place) => void,
): Promise<readonly FoundFile[]> {
  const workspace = await open().open(entries);
  return (await workspace.lease({ ...NOTHING, ...files }, doing(work))).files;
}

afterEach(async () => {
  await opened?.close();
  if (parent !== '') expect(readdirSync(parent)).toEqual([]);
  opened = undefined;
  parent = '';
  removeTemporaries();
});

describe('a tree on disk', () => {
  it('is what git has, whatever attributes and settings say', async () => {
    const at = new TemporaryRepository();
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
    at.git('config', 'core.autocrlf', 'true');
    at.git('config', 'filter.lfs.smudge', `touch ${at.root}/canary; cat`);
    at.commit('all', {
      '.gitattributes': '*.bin filter=lfs\nhidden export-ignore\n*.txt eol=crlf\n$Id ident\n',
      'a.bin': pointer,
      hidden: 'here',
      'lines.txt': 'one\ntwo\n',
      'with space/new\nline "q"': 'odd',
    });
    at.write('run.sh', '#!/bin/sh\n');
    chmodSync(join(at.root, 'run.sh'), 0o755);
    const links = { inside: 'hidden', dangling: 'nowhere', absolute: '/etc/hostname' };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(at.root, name));
    at.git('add', '-A');
    at.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor/module`);
    at.git('commit', '-q', '-m', 'more');
    const repository = await openRepository(at.root);
    const entries = await repository.entries((await repository.commit('HEAD')).tree);
    const workspace = await open(repository).open(entries);
    await workspace.lease(
      NOTHING,
      doing(({ root }) => {
        const read = (path: string) => readFileSync(join(root, path), 'utf8');
        expect(read('a.bin')).toBe(pointer);
        expect(read('hidden')).toBe('here');
        expect(read('lines.txt')).toBe('one\ntwo\n');
        expect(read('with space/new\nline "q"')).toBe('odd');
        expect(lstatSync(join(root, 'run.sh')).mode & 0o777).toBe(0o755);
        expect(lstatSync(join(root, 'hidden')).mode & 0o777).toBe(0o644);
        for (const [name, target] of Object.entries(links)) expect(readlinkSync(join(root, name))).toBe(target);
        expect(readdirSync(join(root, 'vendor/module'))).toEqual([]);
        expect(existsSync(join(root, '.git'))).toBe(false);
      }),
    );
    expect(existsSync(join(at.root, 'canary'))).toBe(false);
    await repository.close();
  });

  it('may be empty, or have three thousand files', async () => {
    const workspaces = open();
    await (
      await workspaces.open([])
    ).lease(
      NOTHING,
      doing(({ root }) => {
        expect(readdirSync(root)).toEqual([]);
      }),
    );
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`d${index % 30}/f${index}`, `${index}`]),
    );
    await (
      await workspaces.open(treeOf(many))
    ).lease(
      NOTHING,
      doing(({ root }) => {
        expect(readdirSync(join(root, 'd7'))).toHaveLength(100);
        expect(readFileSync(join(root, 'd29/f2999'), 'utf8')).toBe('2999');
      }),
    );
  });

  it.each([
    ['../escape', 'leads out'],
    ['/absolute', 'leads out'],
    ['a/./b', 'leads out'],
    ['.git/config', 'git folder'],
    ['sub/.GIT/hooks/x', 'git folder'],
    ['.g\u200cit/config', 'git folder'],
    ['GIT~1/config', 'git folder'],
    ['.git. /config', 'git folder'],
    ['nul\0', 'NUL'],
  ])('refuses the path %j', async (path, why) => {
    await expect(open().open(treeOf({ [path]: 'x' }))).rejects.toThrow(why);
  });

  it('refuses a path that is a link and a folder at once, and one that is there twice', async () => {
    const link: TreeEntry = { ...treeOf({ a: '/etc' })[0]!, mode: '120000' };
    await expect(open().open([link, ...treeOf({ 'a/b': 'x' })])).rejects.toThrow('a file and a folder at once');
    await expect(opened?.open([link, link])).rejects.toThrow('there twice');
    const empty: TreeEntry = { ...treeOf({ a: '' })[0]!, mode: '120000' };
    await expect(opened?.open([empty])).rejects.toThrow('leads nowhere');
  });

  it('keeps names that are not UTF-8', async () => {
    await filesOf(treeOf({ 'latin-\udce9': 'x' }), {}, ({ root }) => {
      expect(readdirSync(root, { encoding: 'buffer' })).toEqual([Buffer.from('latin-\xe9', 'latin1')]);
    });
  });
});

describe('a place', () => {
  it('has empty folders of its own, outside the tree, with names that tell nothing', async () => {
    const workspace = await open().open(treeOf({ a: '1' }));
    for (let trial = 0; trial < 3; trial += 1) {
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
    expect(lstatSync(join(parent, readdirSync(parent)[0] ?? '')).mode & 0o777).toBe(0o700);
  });

  it('is leased to one trial at a time, in at most `width` copies', async () => {
    const workspace = await open().open(treeOf({ a: '1' }));
    const roots = new Set<string>();
    let running = 0;
    let most = 0;
    const trial = async ({ root }: Place) => {
      roots.add(root);
      running += 1;
      most = Math.max(most, running);
      writeFileSync(join(root, 'a'), 'changed');
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return PASSED;
    };
    await Promise.all(Array.from({ length: 7 }, () => workspace.lease(NOTHING, trial)));
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
    const workspace = await open(memoryBlobs, { width: 1 }).open(treeOf({ a: '1' }));
    await workspace.lease(
      NOTHING,
      doing(({ root }) => {
        const grounds = join(root, '../..');
        for (const name of readdirSync(grounds)) {
          if (existsSync(join(grounds, name, 'tree/a'))) writeFileSync(join(grounds, name, 'tree/a'), 'x');
        }
      }),
    );
    await expect(
      workspace.lease(
        NOTHING,
        doing(() => undefined),
      ),
    ).rejects.toThrow('changed the prepared tree');
  });
});

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

describe('files after a trial', () => {
  it('are read only where they are regular', async () => {
    const read = [
      'regular',
      'link',
      'fifo',
      'folder',
      'via/x',
      'none',
      'no/ne',
      '../x',
      '/etc/hostname',
      'regular/x',
      'socket',
    ];
    const files = await filesOf(treeOf({ kept: '1' }), { read }, ({ root }) => {
      writeFileSync(join(root, 'regular'), 'text');
      symlinkSync('/etc/hostname', join(root, 'link'));
      execFileSync('mkfifo', [join(root, 'fifo')]);
      mkdirSync(join(root, 'folder'));
      symlinkSync('/etc', join(root, 'via'));
    });
    const described = files.map((file) => [file.path, file.kind === 'refused' ? file.why : file.kind]);
    expect(Object.fromEntries(described)).toEqual({
      regular: 'regular',
      link: 'is a link',
      fifo: 'is a FIFO',
      folder: 'is a folder',
      'via/x': 'via is a link',
      none: 'missing',
      'no/ne': 'missing',
      '../x': 'is outside the tree',
      '/etc/hostname': 'is outside the tree',
      'regular/x': 'regular is a regular file',
      socket: 'missing',
    });
  });

  it('are cut at the cap', async () => {
    const files = await filesOf([], { read: ['big', 'exact'], maxFile: 10 }, ({ root }) => {
      writeFileSync(join(root, 'big'), 'x'.repeat(11));
      writeFileSync(join(root, 'exact'), 'x'.repeat(10));
    });
    expect(files.map((file) => (file.kind === 'regular' ? file.content : file))).toEqual([
      { encoding: 'utf8', data: 'x'.repeat(10), size: 11, complete: false },
      { encoding: 'utf8', data: 'x'.repeat(10), size: 10, complete: true },
    ]);
  });

  it('are found by patterns, dots too, unless they stood there before', async () => {
    const match = ['out/**/*.xml', '*.json'];
    const write = [{ path: 'given.json', content: 'mine' }];
    const tree = treeOf({ 'out/old.xml': 'forged', 'other/x.xml': '1' });
    const files = await filesOf(tree, { match, write }, ({ root }) => {
      mkdirSync(join(root, 'out/.deep'), { recursive: true });
      writeFileSync(join(root, 'out/.deep/new.xml'), 'new');
      writeFileSync(join(root, 'out/old.xml'), 'rewritten');
      writeFileSync(join(root, '.hidden.json'), '{}');
      symlinkSync('/etc/hostname', join(root, 'out/link.xml'));
      symlinkSync('/etc', join(root, 'out/etc'));
      mkdirSync(join(root, 'folder.json'));
      chmodSync(join(root, 'out/.deep'), 0);
    });
    expect(files.map((file) => [file.path, file.kind === 'refused' ? file.why : file.kind])).toEqual([
      ['.hidden.json', 'regular'],
      ['given.json', 'stood there before the trial'],
      ['out/.deep/new.xml', 'regular'],
      ['out/link.xml', 'is a link'],
      ['out/old.xml', 'stood there before the trial'],
    ]);
  });

  it('are not looked for through a link in place of the folder that a pattern starts with', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'x.xml'), 'secret');
    const files = await filesOf([], { match: ['out/*.xml'] }, ({ root }) => {
      symlinkSync(outside, join(root, 'out'));
    });
    expect(files).toEqual([]);
  });

  it('of the reports folder are named by it', async () => {
    const files = await filesOf([], { reports: true }, ({ reports }) => {
      mkdirSync(join(reports, 'sub'));
      writeFileSync(join(reports, 'sub/junit.xml'), 'x');
      symlinkSync('/etc/hostname', join(reports, 'link'));
    });
    expect(files).toEqual([
      { kind: 'refused', path: '${reports}/link', why: 'is a link' },
      { kind: 'regular', path: '${reports}/sub/junit.xml', content: { ...EMPTY, data: 'x', size: 1 } },
    ]);
  });
});

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
    const attempts = await Promise.all([1, 2, 3].map(() => workspace.share({ ...NOTHING, match: ['made-*'] }, trial)));
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
    expect(readdirSync(parent)).toEqual([]);
    await workspaces[close]();
  });
});
