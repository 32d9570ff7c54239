import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeAll, complaint, open } from '../../support/opened-repositories.js';
import { TemporaryRepository } from '../../support/temporary-repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

afterEach(closeAll);

describe('trees', () => {
  it('are read with every kind of path and mode', async () => {
    const at = new TemporaryRepository();
    const names = [
      'with space',
      'new\nline',
      'quo"te',
      'ünïcode',
      'tab\there',
      '-dash',
      ':(top)magic',
      'sub/deep/file',
    ];
    for (const name of names) at.write(name, name);
    writeFileSync(Buffer.from(`${at.root}/latin-\xe9`, 'latin1'), 'latin');
    at.write('run.sh', '#!/bin/sh\n');
    at.git('add', '-A');
    at.git('update-index', '--chmod=+x', 'run.sh');
    symlinkSync('/etc/passwd', join(at.root, 'link'));
    at.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module`);
    at.git('add', 'link');
    at.git('commit', '-q', '-m', 'all');
    const repository = await open(at.root);
    const entries = await repository.entries((await repository.commit('HEAD')).tree);
    const modes = new Map(entries.map(({ path, mode }) => [path, mode]));
    expect([...modes.keys()].sort()).toEqual([...names, 'latin-\udce9', 'run.sh', 'link', 'module'].sort());
    expect(modes.get('run.sh')).toBe('100755');
    expect(modes.get('link')).toBe('120000');
    expect(modes.get('module')).toBe('160000');
    const oid = entries.find(({ path }) => path === 'new\nline')?.oid ?? '';
    expect(Buffer.from((await repository.blobs([oid])).get(oid) ?? []).toString()).toBe('new\nline');
  });

  it('give blobs as they are: binary, empty, many, each once', async () => {
    const at = new TemporaryRepository();
    const binary = Buffer.from([0, 255, 10, 13, 0]);
    at.commit('all', { binary, empty: '', again: binary });
    const repository = await open(at.root);
    const entries = await repository.entries((await repository.commit('HEAD')).tree);
    const oids = entries.map(({ oid }) => oid);
    const blobs = await repository.blobs(oids);
    expect(blobs.size).toBe(2);
    expect(entries.map(({ oid }) => Buffer.from(blobs.get(oid) ?? []))).toEqual([binary, binary, Buffer.alloc(0)]);
    expect([...(await repository.sizes(oids)).values()].sort()).toEqual([0, 5]);
    expect((await repository.blobs([])).size).toBe(0);
    expect(await complaint(repository.blobs(['1'.repeat(40)]))).toMatch(/could not be read.*git fsck/);
    await expect(repository.blobs(['--batch'])).rejects.toThrow('not an object id');
  });

  it('may be empty', async () => {
    const at = new TemporaryRepository();
    at.commit('nothing');
    const repository = await open(at.root);
    expect(await repository.entries((await repository.commit('HEAD')).tree)).toEqual([]);
  });
});
