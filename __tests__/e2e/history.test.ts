import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

it('a run remembers what base came to, and the next one tells it; a spoilt line costs nothing but a notice', async () => {
  const evals = { 'evals/say.yml': 'run: [sh, say.sh]\n' };
  const { root } = pullRequest({ 'say.sh': 'true', ...evals }, { 'say.sh': 'false' });
  const first = await judged(root, '--no-diagnose');
  expect([first.code, first.case('say/run').trials.record]).toEqual([1, undefined]);
  const { passed } = first.case('say/run').trials.base;

  const path = join(root, '.git/formative/history.jsonl');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ case: 'say/run', passed, failed: 0 });
  appendFileSync(path, '{"half":');
  const second = await judged(root, '--no-diagnose');
  expect(second.case('say/run').trials.record).toEqual({ branch: 'main', passed, failed: 0 });
  expect(second.stdout).toContain(`(main: ${passed} of ${passed})`);
  expect(second.result.notices.join()).toContain('has 1 line that cannot be read');

  writeFileSync(path, Buffer.from([0, 255, 254, 10]));
  const third = await judged(root, '--no-diagnose');
  expect([third.code, third.case('say/run').trials.record]).toEqual([1, undefined]);
});
