import { describe, jest } from '@jest/globals';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Edits } from '../support/fakes/fake-repository.js';
import { closeAll, open } from '../support/opened-repositories.js';
import { TemporaryRepository } from '../support/temporary-repository.js';
import { describeRepository, type History } from './repository.js';

// Real git, on machines that may be busy.
jest.setTimeout(60_000);

function begin(): History {
  const at = new TemporaryRepository();
  const edit = (edits: Edits): void => {
    for (const [path, text] of Object.entries(edits)) {
      if (text === null) rmSync(join(at.root, path));
      else at.write(path, text);
    }
  };
  return {
    edit,
    add: (subject, edits) => {
      edit(edits);
      return at.commit(subject);
    },
    switchTo: (branch) => {
      const isNew = at.git('branch', '--list', branch) === '';
      at.git('switch', '-q', ...(isNew ? ['-c'] : []), branch);
    },
    merge: (branch) => {
      at.git('merge', '-q', '--no-ff', '-m', `merge ${branch}`, branch);
      return at.git('rev-parse', 'HEAD');
    },
    open: () => open(at.root),
  };
}

describe('the repository of git', () => {
  describeRepository(begin, closeAll);
});
