import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Workspace } from '../../../src/app/ports.js';
import { pictureOf } from '../../support/disk-picture.js';
import { memoryBlobs, treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, open, PASSED, trial } from '../../support/opened-workspaces.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

const FILES = { a: 'aaaa', 'd/b': 'bbbb', 'd/e/c': 'cccc', 'd/e/f/g': 'gggg', 'z/y': '' };

async function openOne(): Promise<Workspace> {
  const link = { ...treeOf({ 'd/link': 'e/c' })[0]!, mode: '120000' as const };
  const workspace = await open(memoryBlobs, { width: 1 }).open([...treeOf(FILES), link]);
  await workspace.prepare((place) => {
    chmodSync(join(place.root, 'z'), 0o555);
    utimesSync(join(place.root, 'a'), 1, 1_000_000_000.123456);
    utimesSync(join(place.root, 'd/e'), 1, 1_000_000_000);
    return Promise.resolve(PASSED);
  });
  return workspace;
}

/** What the next trial sees. */
async function look(workspace: Workspace): Promise<readonly string[]> {
  let picture: readonly string[] = [];
  await trial(workspace, ({ root }) => {
    picture = pictureOf(root, { times: true });
  });
  return picture;
}

const changes: Readonly<Record<string, (root: string) => void>> = {
  'a change of the same size': (root) => {
    writeFileSync(join(root, 'a'), 'AAAA');
  },
  'a change of the same size and time': (root) => {
    writeFileSync(join(root, 'a'), 'AAAA');
    utimesSync(join(root, 'a'), 1, 1_000_000_000.123456);
  },
  'another mode': (root) => {
    chmodSync(join(root, 'd/b'), 0o777);
  },
  'another time': (root) => {
    utimesSync(join(root, 'd/b'), 5, 5);
  },
  'a deletion': (root) => {
    unlinkSync(join(root, 'd/e/c'));
  },
  'a deleted folder': (root) => {
    rmSync(join(root, 'd'), { recursive: true });
  },
  'a file in place of a folder': (root) => {
    rmSync(join(root, 'd'), { recursive: true });
    writeFileSync(join(root, 'd'), 'x');
  },
  'a link in place of a folder': (root) => {
    renameSync(join(root, 'd'), join(root, 'moved'));
    symlinkSync('moved', join(root, 'd'));
  },
  'a link in place of a file': (root) => {
    unlinkSync(join(root, 'a'));
    symlinkSync('/etc/hostname', join(root, 'a'));
  },
  'a link that leads elsewhere': (root) => {
    unlinkSync(join(root, 'd/link'));
    symlinkSync('f/g', join(root, 'd/link'));
  },
  'a hard link': (root) => {
    linkSync(join(root, 'a'), join(root, 'hard'));
    appendFileSync(join(root, 'hard'), 'x');
  },
  'two files that changed names': (root) => {
    renameSync(join(root, 'a'), join(root, 't'));
    renameSync(join(root, 'd/b'), join(root, 'a'));
    renameSync(join(root, 't'), join(root, 'd/b'));
  },
  'a file made and removed again': (root) => {
    writeFileSync(join(root, 'd/e/new'), '');
    unlinkSync(join(root, 'd/e/new'));
  },
  'a folder that nobody may enter': (root) => {
    chmodSync(join(root, 'd'), 0);
  },
  'a new folder that nobody may enter': (root) => {
    mkdirSync(join(root, 'n/m'), { recursive: true });
    writeFileSync(join(root, 'n/m/x'), 'x');
    chmodSync(join(root, 'n/m'), 0);
    chmodSync(join(root, 'n'), 0);
  },
  'a name that is not UTF-8': (root) => {
    writeFileSync(Buffer.from(`${root}/d/\xff`, 'latin1'), 'x');
  },
  'a FIFO': (root) => {
    execFileSync('mkfifo', [join(root, 'd/fifo')]);
  },
  'a change in a folder that may not be written': (root) => {
    chmodSync(join(root, 'z'), 0o755);
    writeFileSync(join(root, 'z/y'), 'y');
    chmodSync(join(root, 'z'), 0o555);
  },
  'a tree that is gone': (root) => {
    chmodSync(join(root, 'z'), 0o755);
    rmSync(root, { recursive: true });
  },
  'a tree that is a link': (root) => {
    renameSync(root, join(dirname(root), 'elsewhere'));
    symlinkSync('elsewhere', root);
  },
  'folders deeper than a path may be long': (root) => {
    const script = `for (let i = 0; i < 60; i += 1) { fs.mkdirSync('${'n'.repeat(200)}'); process.chdir('${'n'.repeat(200)}'); }`;
    execFileSync(process.execPath, ['-e', `${script} fs.writeFileSync('x', '')`], { cwd: root });
  },
};

describe('the next trial sees the prepared tree, after', () => {
  it.each(Object.keys(changes))('%s', async (name) => {
    const workspace = await openOne();
    const pristine = await look(workspace);
    expect(pristine).toHaveLength(11);
    await trial(workspace, ({ root }) => changes[name]?.(root));
    expect(await look(workspace)).toEqual(pristine);
    expect(await look(workspace)).toEqual(pristine);
  });

  it('any changes, one after another', async () => {
    const workspace = await openOne();
    const pristine = await look(workspace);
    const paths = ['a', 'd', 'd/b', 'd/e', 'd/e/c', 'd/e/f', 'd/link', 'z', 'z/y', 'new', 'd/new', 'z/new'];
    const path = fc.constantFrom(...paths);
    const act = fc.record({
      kind: fc.constantFrom('write', 'rm', 'mkdir', 'link', 'mode', 'rename'),
      path,
      other: path,
      mode: fc.constantFrom(0, 0o444, 0o755),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(act, { maxLength: 8 }), { minLength: 1, maxLength: 3 }), async (trials) => {
        for (const acts of trials) {
          await trial(workspace, ({ root }) => {
            for (const one of acts) attempt(root, one);
          });
        }
        expect(await look(workspace)).toEqual(pristine);
      }),
      { numRuns: 150 },
    );
  });
});

interface Act {
  readonly kind: string;
  readonly path: string;
  readonly other: string;
  readonly mode: number;
}

/** Many changes make no sense where they come; those fail as they would in a program. */
function attempt(root: string, { kind, path, other, mode }: Act): void {
  const target = join(root, path);
  try {
    if (kind === 'write') writeFileSync(target, 'XXXX');
    if (kind === 'rm') rmSync(target, { recursive: true });
    if (kind === 'mkdir') mkdirSync(target, { recursive: true });
    if (kind === 'link') symlinkSync(other, target);
    if (kind === 'mode') chmodSync(target, mode);
    if (kind === 'rename') renameSync(target, join(root, other));
  } catch {
    // Nothing changed.
  }
}
