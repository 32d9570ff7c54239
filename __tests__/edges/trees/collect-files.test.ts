import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY } from '../../../src/core/run/content.js';
import { treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, filesOf } from '../../support/opened-workspaces.js';
import { temporaryFolder } from '../../support/temporary-repository.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

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

  it('of a suite may have no second name, be no FIFO, and no socket', async () => {
    const outside = temporaryFolder();
    writeFileSync(join(outside, 'secret'), 'secret');
    const listen = `require('node:net').createServer().listen('socket.xml', () => process.kill(process.pid, 'SIGKILL'))`;
    const files = await filesOf([], { reports: true }, ({ reports }) => {
      linkSync(join(outside, 'secret'), join(reports, 'hard.xml'));
      execFileSync('mkfifo', [join(reports, 'fifo.xml')]);
      spawnSync(process.execPath, ['-e', listen], { cwd: reports });
    });
    expect(files).toEqual([
      { kind: 'refused', path: '${reports}/fifo.xml', why: 'is a FIFO' },
      { kind: 'refused', path: '${reports}/hard.xml', why: 'is a hard link: it has another name too' },
      { kind: 'refused', path: '${reports}/socket.xml', why: 'is a socket' },
    ]);
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
