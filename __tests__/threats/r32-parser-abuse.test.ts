import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

const BASE = {
  'a.sh': 'echo a',
  'evals/a.yml':
    'run: [sh, a.sh]\ncases: { a: { stdout: "a\\n" }, slow: { args: [slow], stdout: { matches: "^(a+)+$" } } }\n',
};
const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const BOMB = lines(30, (at) => `a${at}: &a${at} [${at === 0 ? 'x' : `*a${at - 1}, *a${at - 1}, *a${at - 1}`}]`);

/** What is said of each file, so that none is refused by chance. */
const MISTAKES = { bomb: 'alias', tag: 'tag', proto: '__proto__', twice: 'twice', huge: 'bytes' };

threat(
  {
    id: 'R32',
    name: 'parser abuse',
    attack:
      'evals that are bombs of aliases, tags, __proto__, duplicate keys and ten megabytes, and output made for a backtracking pattern',
    outcome: "base's evals judge in bounded time, and each proposed file is named with what is wrong",
  },
  async (user) => {
    const { changes, everything } = await attacked(user, {
      base: BASE,
      head: {
        'a.sh': '[ "$1" = slow ] || exec echo a\nhead -c 200000 /dev/zero | tr "\\0" a; echo b',
        'evals/bomb.yml': `${BOMB}\nrun: [true]\n`,
        'evals/tag.yml': 'run: !!js/function "function () {}"\n',
        'evals/proto.yml': 'run: [true]\n__proto__: { polluted: true }\n',
        'evals/twice.yml': 'run: [true]\nrun: [false]\n',
        'evals/huge.yml': `run: [true]\ntitle: ${'x'.repeat(10_000_000)}\n`,
      },
    });
    expect(changes).toEqual({ 'a/a': expect.stringMatching(/passes$/), 'a/slow': 'broke' });
    for (const [name, why] of Object.entries(MISTAKES))
      expect(everything).toMatch(new RegExp(`evals/${name}.yml.*${why}`));
  },
);
