import { afterAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layDevices } from '../../../src/edges/sandbox/own-devices.js';
import { DEVICES } from '../../../src/edges/sandbox/skeleton.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

const isRoot = process.geteuid?.() === 0;
afterAll(removeTemporaries);

function rootIn(parent: string): string {
  const root = mkdtempSync(join(parent, 'root-'));
  mkdirSync(join(root, 'dev'));
  for (const name of DEVICES) writeFileSync(join(root, 'dev', name), '');
  return root;
}

if (isRoot)
  it('lays the very devices of the machine in the place of empty files', async () => {
    const root = rootIn(temporaryFolder());
    expect(await layDevices(root, [])).toBe(true);
    const numbers = (folder: string): readonly number[] => DEVICES.map((name) => statSync(join(folder, name)).rdev);
    expect(numbers(join(root, 'dev'))).toEqual(numbers('/dev'));
    expect(lstatSync(join(root, 'dev/null')).mode & 0o777).toBe(0o666);
  });

if (isRoot)
  it('knows that they are of no use where the file system allows none', async () => {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'nodev', 'tmpfs', folder]);
    try {
      expect(await layDevices(rootIn(folder), [])).toBe(false);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
else
  it('makes none without the rights of root', async () => {
    expect(await layDevices(rootIn(temporaryFolder()), [])).toBe(false);
  });

it('needs the folder', async () => {
  expect(await layDevices(join(temporaryFolder(), 'none'), [])).toBe(false);
});
