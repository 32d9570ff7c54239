import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';
import { together } from '../support/threats/together.js';

afterAll(removeTemporaries);

const HI = 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n';

threat(
  {
    id: 'R19',
    name: 'states',
    attack:
      'no evals are left, everything times out, base does not set up, what an eval needs fails, the budget is spent',
    outcome: 'the check is a failure each time, never neutral, skipped or missing',
  },
  async (user) => {
    const stories: Readonly<
      Record<string, { readonly base: Record<string, string>; readonly head: Record<string, string | null> }>
    > = {
      'evals deleted': {
        base: { 'say.sh': 'echo hello', 'evals/say.yml': HI },
        head: { 'evals/say.yml': null, 'say.sh': 'echo bye' },
      },
      'times out': {
        base: { 'say.sh': 'echo hello', 'evals/say.yml': `timeout: 1s\n${HI}` },
        head: { 'say.sh': 'sleep 30' },
      },
      'no setup': {
        base: { 'say.sh': 'echo hello', 'evals/say.yml': `setup: [sh, -c, "exit 3"]\n${HI}` },
        head: { 'note.md': 'x' },
      },
      'needs what fails': {
        base: { 'say.sh': 'echo hello', 'evals/say.yml': HI, 'evals/more.yml': `needs: [say]\n${HI}` },
        head: { 'say.sh': 'exit 1' },
      },
      'no budget': {
        base: {
          'say.sh': 'echo hello',
          'evals/_formative.yml': 'budget: { trials: 1 }\n',
          'evals/say.yml': HI,
          'evals/more.yml': HI,
        },
        head: { 'note.md': 'x' },
      },
    };
    await together(Object.entries(stories), async ([name, { base, head }]) => {
      const { code, checks } = await attackedAction(user, { base, head });
      expect([name, code === 0, checks.map(({ status, conclusion }) => [status, conclusion])]).toEqual([
        name,
        false,
        [['completed', 'failure']],
      ]);
    });
  },
);
