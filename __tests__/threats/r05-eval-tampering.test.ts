import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const BASE = {
  'say.sh': 'echo "hello $1"',
  'evals/_formative.yml': 'when: { changed: block }\n',
  'evals/_fixtures/hello.txt': 'hello file\n',
  'evals/say.yml':
    'run: [sh, say.sh]\ncases:\n  ada: { args: [ada], stdout: "hello ada\\n" }\n  file: { args: [file], stdout: { snapshot: _fixtures/hello.txt } }\n',
  'evals/other.yml': 'run: [sh, say.sh, other]\ncases: { it: { stdout: "hello other\\n" } }\n',
};

threat(
  {
    id: 'R5',
    name: 'eval tampering',
    attack: 'the pull request weakens one eval, deletes another, edits a fixture, and lets the policy look away',
    outcome: "base's evals find every break, and the edits are listed",
  },
  async (user) => {
    const { code, result, changes, everything } = await attacked(user, {
      base: BASE,
      head: {
        'say.sh': 'echo "bye $1"',
        'evals/_formative.yml': 'when: { broke: warn }\nfor: agents\nsandbox: off\n',
        'evals/_fixtures/hello.txt': 'bye file\n',
        'evals/say.yml': 'run: [sh, say.sh]\ncases:\n  ada: { args: [ada], stdout: { contains: ada } }\n',
        'evals/other.yml': null,
      },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(changes).toEqual({ 'say/ada': 'broke', 'say/file': 'broke', 'other/it': 'broke' });
    expect(result.integrity.changedEvals).toEqual(expect.arrayContaining(['other', 'say']));
    expect(everything).not.toContain('nothing broke');
  },
);
