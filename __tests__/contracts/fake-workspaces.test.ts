import { describe } from '@jest/globals';

import { FakeWorkspaces } from '../support/fakes/fake-workspaces.js';
import { memoryBlobs } from '../support/memory-blobs.js';
import { describeWorkspaces } from './workspaces.js';

describe('trees in memory', () => {
  const begin = () => {
    const workspaces = new FakeWorkspaces(memoryBlobs);
    const { disk } = workspaces;
    return {
      workspaces,
      read: disk.read.bind(disk),
      write: disk.write.bind(disk),
      list: disk.list.bind(disk),
    };
  };
  describeWorkspaces(begin, () => Promise.resolve());
});
