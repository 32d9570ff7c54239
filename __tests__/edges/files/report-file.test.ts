import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { readReport, writeReport } from '../../../src/edges/files/report-file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('writes a report, making its folders, also a second time', async () => {
  const path = join(folder, 'a/b/c.json');
  await writeReport(path, 'one');
  await writeReport(path, 'two');
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(await readReport(path)).toBe('two');
});

it.each([
  ['in a folder that no one can make', '/proc/nope/deeper/x.json'],
  ['below a file', 'file/x.json'],
  ['where a folder stands', '.'],
])('names the path that cannot be written: %s', async (_, name) => {
  writeFileSync(join(folder, 'file'), '');
  const path = name.startsWith('/') ? name : join(folder, name);
  await expect(writeReport(path, '')).rejects.toMatchObject({
    message: expect.stringContaining(`${path} could not be written`),
  });
});

it('names the path that cannot be read', async () => {
  await expect(readReport(join(folder, 'none.json'))).rejects.toMatchObject({
    message: expect.stringContaining('none.json could not be read'),
    help: expect.stringContaining('--json'),
  });
});
