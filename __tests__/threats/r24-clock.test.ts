import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

threat(
  {
    id: 'R24',
    name: 'clock',
    attack: 'the program patches its timers and lies about how long it took, and takes far too long',
    outcome: "time is the host's: the trial is timed out and broken",
  },
  async (user) => {
    const { code, result, changes } = await attacked(user, {
      base: {
        'work.js': 'console.log("done");\n',
        'evals/fast.yml': 'run: [node, work.js]\ntimeout: 2s\ncases: { ends: { stdout: "done\\n" } }\n',
      },
      head: {
        'work.js':
          'const end = Date.now() + 9000;\nconst { now } = Date;\nDate.now = () => 0;\nperformance.now = () => 0;\nglobalThis.setTimeout = () => 0;\nconsole.log("done");\nwhile (now() < end);\n',
      },
    });
    expect([code, changes]).toEqual([1, { 'fast/ends': 'broke' }]);
    expect(result.cases[0]?.head?.ending).toContain('timed out');
    expect(result.timing.seconds).toBeGreaterThan(2);
  },
);
