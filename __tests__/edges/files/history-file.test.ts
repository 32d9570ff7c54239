import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { historyFile } from '../../../src/edges/files/history-file.js';
import { removeTemporaries, temporaryFolder } from '../../support/temporary-repository.js';

afterAll(removeTemporaries);

describe('the file of the history', () => {
  it('is none until something is added, in a folder of its own', async () => {
    const path = join(temporaryFolder(), 'new', 'history.jsonl');
    const file = historyFile(path);
    expect(await file.load()).toBeUndefined();
    await file.append('');
    expect(await file.load()).toBeUndefined();
    await file.append('one\n');
    await file.append('two\n');
    expect(await file.load()).toBe('one\ntwo\n');
  });

  it('goes on in a new line after a run that was killed while it wrote', async () => {
    const path = join(temporaryFolder(), 'history.jsonl');
    writeFileSync(path, '{"half":');
    await historyFile(path).append('one\n');
    expect(readFileSync(path, 'utf8')).toBe('{"half":\none\n');
  });

  it('is replaced at once, and leaves nothing beside it', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'history.jsonl');
    writeFileSync(path, 'old\n');
    await historyFile(path).replace('new\n');
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new\n', ['history.jsonl']]);
  });

  it('is refused when it is no file, or too large', async () => {
    const folder = join(temporaryFolder(), 'history.jsonl');
    mkdirSync(folder);
    await expect(historyFile(folder).load()).rejects.toThrow('EISDIR');
    const large = join(temporaryFolder(), 'history.jsonl');
    writeFileSync(large, '');
    truncateSync(large, 33 * 1024 * 1024);
    await expect(historyFile(large).load()).rejects.toThrow('is larger than');
  });
});
