import { afterAll, expect } from '@jest/globals';
import pLimit from 'p-limit';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { marked, smallMachine } from '../support/threats/small-machine.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

/** What each case takes too much of, bit by bit, and how its ending is called. By itself none takes more than a machine bears. */
const HOGS: Readonly<Record<string, readonly [ending: string, script: string]>> = {
  disk: ['disk limit', 'for i in $(seq 14); do head -c 16M /dev/zero >"big$i"; sleep 0.1; done; sleep 5; exit 1'],
  files: ['disk limit', 'for i in $(seq 6000); do : >"f$i"; [ $((i % 500)) = 0 ] && sleep 0.1; done; sleep 5; exit 1'],
  memory: [
    'memory limit',
    `exec node -e 'const a = []; for (let i = 0; i < 8; i += 1) a.push(Buffer.alloc(2 ** 26, 1)); setTimeout(() => process.exit(a.length), 5000)' "$2"`,
  ],
  processes: [
    'process limit',
    'split() { [ "$1" -gt 0 ] && { split $(($1-1)) & split $(($1-1)) & }; sleep 5; }; split 4; exit 1',
  ],
  output: ['output limit', "exec tr '\\0' x </dev/zero"],
};
/** One machine after the other: each is as small as can be. */
const turn = pLimit(1);

threat(
  {
    id: 'R30',
    name: 'resources',
    attack:
      'the program fills disk, memory and process table, opens files without end, prints one endless line, or never ends',
    outcome: 'each is ended and its ending has a name, the run says what broke, and nothing of it is left',
  },
  (user) =>
    turn(async () => {
      const mark = `hog-30-${user.id ?? 'root'}-${process.pid}`;
      const machine = smallMachine(mark);
      const cases = Object.keys(HOGS).map((name) => `${name}: { args: [${name}, ${mark}] }`);
      const arms = Object.entries(HOGS).map(([name, [, script]]) => `${name}) ${script};;\n`);
      try {
        const { code, result } = await attacked(user, {
          base: {
            'take.sh': 'exit 0\n',
            'evals/take.yml': `run: [sh, take.sh]\ntimeout: 20s\ncases: { ${cases.join(', ')} }\n`,
            'evals/end.yml': `run: [sh, take.sh, end, ${mark}]\ntimeout: 1s\n`,
          },
          head: { 'take.sh': `case $1 in\n${arms.join('')}*) exec sleep 100;;\nesac\n` },
          env: { TMPDIR: machine.temporary },
          on: machine.before,
        });
        expect([code, result.verdict]).toEqual([1, 'broke']);
        const endings = result.cases.map(({ case: name, change, head }) => [name, change, head?.ending]);
        const expected = Object.entries(HOGS).map(([name, [ending]]) => [name, 'broke', `was killed by ${ending}`]);
        expect(endings).toEqual(expect.arrayContaining(expected));
        expect(endings.filter(([, , ending]) => ending === 'timed out after 1 s')).toHaveLength(1);
        expect([machine.left(), marked(mark)]).toEqual([[], []]);
      } finally {
        machine.close();
      }
    }),
);
