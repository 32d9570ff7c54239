import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';

import { entriesIn, watchGrowth } from '../../../src/edges/trees/growth.js';
import { inSlices } from '../../../src/edges/trees/steps.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterEach(removeTemporaries);

function filled(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  for (const path of ['a', 'deep/b', 'deep/er/c']) writeFileSync(join(folder, path), 'x');
  symlinkSync('..', join(folder, 'deep/er/up'));
  return folder;
}

it('counts files, folders and links, and follows none', async () => {
  expect(await inSlices(entriesIn(filled()))).toBe(6);
  expect(await inSlices(entriesIn('/nowhere/at/all'))).toBe(0);
});

it('tells how much lies there while it grows', async () => {
  const folder = filled();
  let end = (): void => undefined;
  const counted = await new Promise<number>((resolve) => (end = watchGrowth(folder, resolve)));
  end();
  expect(counted).toBe(6);
});
