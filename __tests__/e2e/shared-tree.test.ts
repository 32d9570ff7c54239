import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { judged, pullRequest } from '../support/cli.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

describe('cases that share a tree', () => {
  const evals = {
    'evals/a.yml':
      'run: [sh, a.sh]\nworkspace: shared\ncases: { one: { stdout: "1\\n" }, two: { stdout: "2\\n" }, three: { exit: any } }\n',
    'evals/b.yml': 'run: [sh, a.sh]\nworkspace: shared\ncases: { one: { stdout: "1\\n" } }\n',
  };
  const COUNTS = 'echo x >> count; wc -l < count';

  it('are confirmed on both sides with what went before them, apart from other evals', async () => {
    const repository = pullRequest({ 'a.sh': COUNTS, ...evals }, { 'a.sh': 'echo 1' });
    const { changes } = await judged(repository.root);
    expect(changes).toEqual({ 'a/one': 'passes', 'a/two': 'broke', 'a/three': 'passes', 'b/one': 'passes' });
  });

  it('are run with what goes before them, when one is asked for alone', async () => {
    const { changes } = await judged(pullRequest({ 'a.sh': COUNTS, ...evals }, { x: 'y' }).root, '--only', 'a/two');
    expect(changes).toEqual({ 'a/two': 'passes' });
  });
});
