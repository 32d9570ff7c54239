import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const TRACE = `
for at in . .. "$HOME" "$TMPDIR" /tmp /var/tmp /dev/shm; do cat "$at/trace" 2>/dev/null; echo x >"$at/trace" 2>/dev/null; done
ls -a / /tmp /var/tmp "$HOME/.." 2>/dev/null | sort
ls -d .git evals/_hidden* 2>/dev/null
env | cut -d= -f1 | sort
`;

threat(
  {
    id: 'R16',
    name: 'isolation of sides',
    attack:
      "head's program leaves traces wherever it may write, and looks for base's tree, other trials, evals' results and which side it is",
    outcome: 'every trial of both sides sees the same clean place',
  },
  async (user) => {
    const { code, result, changes } = await attacked(user, {
      base: {
        'trace.sh': TRACE,
        'evals/trace.yml': 'run: [sh, trace.sh]\ntrials: 3\ncases: { same: { same-as-base: true } }\n',
      },
      head: { 'note.md': 'changed' },
      args: ['--full-base'],
    });
    expect([code, changes]).toEqual([0, { 'trace/same': 'still-passes' }]);
    expect(result.cases[0]?.head?.stdout ?? '').not.toContain('.git');
  },
);
