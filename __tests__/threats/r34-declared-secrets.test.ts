import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SECRET = 'hunter2-9c1d';

threat(
  {
    id: 'R34',
    name: 'declared secrets',
    attack: 'an eval of the pull request asks for a variable of the job by name, and the program prints it',
    outcome: 'what only the pull request asks for is not passed on',
  },
  async (user) => {
    const { everything } = await attacked(user, {
      base: {
        'say.sh': 'echo "[$API_KEY]"',
        'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "[]\\n" } }\n',
      },
      head: { 'evals/say.yml': 'run: [sh, say.sh]\npass-env: [API_KEY]\ncases: { hi: { stdout: "[]\\n" } }\n' },
      env: { API_KEY: SECRET },
    });
    expect(everything).not.toContain(SECRET);
  },
);
