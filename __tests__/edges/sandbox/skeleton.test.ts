import { afterAll, describe, expect, it } from '@jest/globals';
import { lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEVICES, makeSkeleton } from '../../../src/edges/sandbox/skeleton.js';
import type { View } from '../../../src/edges/sandbox/view.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

const machine = temporaryFolder();
mkdirSync(join(machine, 'tools/inner'), { recursive: true });
writeFileSync(join(machine, 'resolv.conf'), 'secret');
const tools = join(machine, 'tools');
const view: View = {
  shown: [tools, join(tools, 'inner')],
  masked: [],
  links: [['/bin', 'usr/bin']],
  network: [join(machine, 'resolv.conf')],
};

function made(): string {
  return makeSkeleton(temporaryFolder(), view, '/var/trees');
}

describe('makeSkeleton', () => {
  it('has a place of the right kind for everything that is mounted on it', () => {
    const root = made();
    expect(lstatSync(root + tools).isDirectory()).toBe(true);
    expect(lstatSync(`${root}${machine}/resolv.conf`).size).toBe(0);
    for (const folder of ['/proc', '/tmp', '/var/tmp', '/dev/pts', '/dev/shm', '/var/trees'])
      expect([folder, lstatSync(root + folder).isDirectory()]).toEqual([folder, true]);
    for (const name of DEVICES) expect(lstatSync(`${root}/dev/${name}`).isFile()).toBe(true);
    expect(readlinkSync(`${root}/bin`)).toBe('usr/bin');
  });

  it('holds nothing of the machine', () => {
    const root = made();
    expect(readdirSync(root + tools)).toEqual([]);
    expect([readdirSync(`${root}/home`), readdirSync(`${root}/run`), readdirSync(`${root}/tmp`)]).toEqual([
      [],
      [],
      machine.startsWith('/tmp/') ? [machine.slice('/tmp/'.length)] : [],
    ]);
  });

  it('can be entered by every user and written by none, whatever the umask, which it gives back', () => {
    const before = process.umask(0o077);
    try {
      const root = made();
      for (const folder of ['/', '/tmp', '/home', tools, '/dev'])
        expect([folder, lstatSync(root + folder).mode & 0o777]).toEqual([folder, 0o755]);
      expect(process.umask(before)).toBe(0o077);
    } finally {
      process.umask(before);
    }
  });

  it('leads by its links nowhere but to itself', () => {
    const root = realpathSync(made());
    expect(readlinkSync(`${root}/var/run`)).toBe('/run');
    expect(readlinkSync(`${root}/dev/stdout`)).toBe('/proc/self/fd/1');
  });
});
