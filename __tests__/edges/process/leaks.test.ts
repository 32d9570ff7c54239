import { afterAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sealLeaks } from '../../../src/edges/process/leaks.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

const folder = temporaryFolder();
const probe = join(folder, 'probe.mjs');
const entryPoints = [join(import.meta.dirname, '../../support/process/leak-probe.ts')];
buildSync({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile: probe });

/** Starts the probe as someone would who forgot an open file at this descriptor. */
async function probeWith(fd: number, file: string, flags: string): Promise<unknown> {
  const left = openSync(file, flags);
  try {
    const nothing = Array.from({ length: fd - 3 }, () => 'ignore' as const);
    const stdio = ['ignore' as const, 'pipe' as const, 'inherit' as const, ...nothing, left];
    const child = spawn(process.execPath, [probe, String(fd)], { stdio });
    if (child.stdout === null) throw new Error('the probe has no output');
    return JSON.parse(await text(child.stdout));
  } finally {
    closeSync(left);
  }
}

describe('sealLeaks', () => {
  it.each([20, 63])('puts nothing in the place of a file left open at %i', async (fd) => {
    const file = join(folder, `secret-${fd}`);
    writeFileSync(file, 'secret');
    expect(await probeWith(fd, file, 'r')).toEqual({ plain: 'secret', sealed: '' });
  });

  it('keeps a program from writing there', async () => {
    const file = join(folder, 'result.json');
    writeFileSync(file, '');
    await probeWith(30, file, 'a');
    expect(readFileSync(file, 'utf8')).toBe('written\n');
  });

  it('leaves the streams that were asked for as they are', () => {
    expect(sealLeaks(['ignore', 'pipe', 2]).slice(0, 3)).toEqual(['ignore', 'pipe', 2]);
  });
});
