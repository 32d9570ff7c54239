import { describe } from '@jest/globals';

import { FakeRepository } from '../support/fakes/fake-repository.js';
import { describeRepository } from './repository.js';

describe('the repository in memory', () => {
  const begin = () => {
    const repository = new FakeRepository();
    return {
      add: repository.add.bind(repository),
      switchTo: repository.switchTo.bind(repository),
      merge: (branch: string) => repository.merge(branch, { b: '2', note: '1' }),
      edit: repository.edit.bind(repository),
      open: () => Promise.resolve(repository),
    };
  };
  describeRepository(begin, () => Promise.resolve());
});
