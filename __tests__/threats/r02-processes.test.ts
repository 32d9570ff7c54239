import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const SENTINEL = 'sentinel-77b0e9';
const LOOK = `
for one in /proc/[0-9]*; do
  echo "pid \${one#/proc/}"
  for file in environ cmdline maps; do tr '\\0' '\\n' <"$one/$file" 2>/dev/null; done
  ls -l "$one/fd" 2>/dev/null
done
grep -ac "$(printf '%s-%s' sentinel 77b0e9)" /proc/[0-9]*/mem 2>/dev/null | grep -v ':0$' | sed 's/^/holds /'
exit 1
`;

threat(
  {
    id: 'R2',
    name: 'processes',
    attack: 'the program reads the environment, command line, maps, memory and open files of every process it can name',
    outcome: "it sees its own few processes, and nothing of the job's",
  },
  async (user) => {
    const { code, result, everything } = await attacked(user, {
      base: { 'look.sh': 'exit 0', 'evals/look.yml': 'run: [sh, look.sh]\n' },
      head: { 'look.sh': LOOK },
      env: { GITHUB_TOKEN: SENTINEL },
    });
    const seen = result.cases[0]?.head?.stdout ?? '';
    const pids = [...seen.matchAll(/^pid (\d+)$/gm)].map((found) => Number(found[1]));
    expect(code).toBe(1);
    expect([pids.length > 0, pids.length < 12, Math.max(...pids) < 100]).toEqual([true, true, true]);
    expect(everything).not.toContain(SENTINEL);
    expect(seen).not.toMatch(/cli\.js|^holds/m);
  },
);
