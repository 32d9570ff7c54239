import { describe, jest } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { memoryBlobs } from '../support/memory-blobs.js';
import { closeWorkspaces, open } from '../support/opened-workspaces.js';
import { temporaryFolder } from '../support/temporary-repository.js';
import { describeWorkspaces, type Ground } from './workspaces.js';

// Real disks, on machines that may be busy.
jest.setTimeout(60_000);

function begin(): Ground {
  return {
    workspaces: open(memoryBlobs, { width: 2, store: temporaryFolder() }),
    read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    write: (path, text) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    },
    list: (folder) => {
      const all = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
      return all.filter((path) => statSync(join(folder, path)).isFile()).sort();
    },
  };
}

describe('trees on disk', () => {
  describeWorkspaces(begin, closeWorkspaces);
});
