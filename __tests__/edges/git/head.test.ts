import { afterEach, expect, it } from '@jest/globals';

import { closeAll, open } from '../../support/opened-repositories.js';
import { TemporaryRepository } from '../../support/temporary-repository.js';

afterEach(closeAll);

it('says who wrote what is committed', async () => {
  const at = new TemporaryRepository();
  at.commit('first');
  at.git('commit', '-q', '--allow-empty', '--author', 'Grace <grace@example.org>', '-m', 'second\n\nGrace');
  const repository = await open(at.root);
  expect(await repository.authors()).toEqual([
    { name: 'Grace', address: 'grace@example.org' },
    { name: 'Ada', address: 'ada@example.org' },
  ]);
});

it('knows HEAD as published once a remote has it too', async () => {
  const at = new TemporaryRepository();
  const repository = await open(at.root);
  expect(await repository.publishedHead()).toBeUndefined();
  const first = at.commit('first');
  expect(await repository.publishedHead()).toBeUndefined();
  at.git('update-ref', 'refs/remotes/origin/main', first);
  expect(await repository.publishedHead()).toBe(first);
  at.commit('second');
  expect(await repository.publishedHead()).toBeUndefined();
});
