import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeEntry } from '../../../src/app/ports.js';
import { openRepository } from '../../../src/edges/git/open-repository.js';
import { treeOf } from '../../support/memory-blobs.js';
import { closeWorkspaces, doing, filesOf, NOTHING, open } from '../../support/opened-workspaces.js';
import { TemporaryRepository } from '../../support/temporary-repository.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeWorkspaces);

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
    const workspaces = open();
    await expect(workspaces.open([link, ...treeOf({ 'a/b': 'x' })])).rejects.toThrow('a file and a folder at once');
    await expect(workspaces.open([link, link])).rejects.toThrow('there twice');
    const empty: TreeEntry = { ...treeOf({ a: '' })[0]!, mode: '120000' };
    await expect(workspaces.open([empty])).rejects.toThrow('leads nowhere');
  });

  it('keeps names that are not UTF-8', async () => {
    await filesOf(treeOf({ 'latin-\udce9': 'x' }), {}, ({ root }) => {
      expect(readdirSync(root, { encoding: 'buffer' })).toEqual([Buffer.from('latin-\xe9', 'latin1')]);
    });
  });
});
