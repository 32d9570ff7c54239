import { afterAll, expect, it } from '@jest/globals';

import { formative } from '../support/cli.js';
import { removeTemporaries, TemporaryRepository } from '../support/temporary-repository.js';

afterAll(removeTemporaries);

it('draws the evals of the working tree', async () => {
  const repository = new TemporaryRepository();
  repository.commit('base', { 'evals/a.yml': 'run: [x]\n', 'evals/b.yml': 'needs: [a]\nrun: [x]\n' });
  const { code, stdout } = await formative(repository.root, 'map');
  expect([code, stdout]).toEqual([0, 'flowchart BT\n  e0["a<br/>1 case"]\n  e1["b<br/>1 case"]\n  e0 --> e1\n']);
});

it('names what is wrong in them', async () => {
  const repository = new TemporaryRepository();
  repository.commit('base', { 'evals/a.yml': 'needs: [nothing]\nrun: [x]\n' });
  const { code, stdout, stderr } = await formative(repository.root, 'map');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('evals/a.yml:1:9');
});
