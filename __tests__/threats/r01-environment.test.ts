import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SENTINEL = 'sentinel-4f1c2a';
const NAMES = ['GITHUB_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'INPUT_TOKEN', 'AWS_SECRET'];
const PATHS = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'];

threat(
  {
    id: 'R1',
    name: 'environment',
    attack: "the program, the setup and a grader's input print every variable they have",
    outcome: "none of the job's is among them",
  },
  async (user) => {
    const env = Object.fromEntries([...NAMES, ...PATHS].map((name) => [name, SENTINEL]));
    const { code, everything } = await attacked(user, {
      base: {
        'say.sh': 'echo hello',
        'setup.sh': 'exit 0',
        'evals/say.yml': 'setup: [sh, setup.sh]\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
        'evals/plain.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
      },
      head: { 'say.sh': 'env; tr "\\0" "\\n" </proc/self/environ', 'setup.sh': 'env >&2; exit 1' },
      env,
    });
    expect([code, everything.includes('PATH=')]).toEqual([1, true]);
    expect(everything).not.toContain(SENTINEL);
    for (const name of [...NAMES, ...PATHS]) expect(everything).not.toContain(`${name}=`);
  },
);
