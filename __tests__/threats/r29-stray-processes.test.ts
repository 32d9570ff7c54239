import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attacked } from '../support/threats/hostile.js';
import { commandOf, marked } from '../support/threats/small-machine.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

/** `mark`: by which a user's processes are told from those of the other, who is attacked at the same time. */
const leaving = (mark: string): string => `
trap '' TERM HUP INT
(setsid sh -c 'trap "" TERM; sleep 2.${mark}; for i in $(seq 600); do echo late >>stray; sleep 0.1${mark}; done' >/dev/null 2>&1 &)
(sh -c '(sleep 60.${mark} &) ; exec sleep 61.${mark}' &)
sleep 63.${mark} &
sleep 1
cat stray 2>/dev/null
exit 1
`;

threat(
  {
    id: 'R29',
    name: 'stray processes',
    attack: 'the program leaves daemons, ignores SIGTERM, forks twice and holds its pipes open',
    outcome: 'all of it has ended when the trial is over, and nothing is written later',
  },
  async (user) => {
    // The same attack may be played twice at a time on one machine.
    const mark = `${user.id ?? 90_909}${process.pid}`;
    const before = marked(mark);
    const { code, result } = await attacked(user, {
      base: { 'leave.sh': 'exit 0', 'evals/leave.yml': 'run: [sh, leave.sh]\ntimeout: 20s\n' },
      head: { 'leave.sh': leaving(mark) },
    });
    expect([code, result.verdict]).toEqual([1, 'broke']);
    expect(result.timing.seconds).toBeLessThan(60);
    const left = marked(mark).filter((pid) => !before.includes(pid));
    const commands = left.map(commandOf);
    for (const pid of left) process.kill(Number(pid), 'SIGKILL');
    expect(commands).toEqual([]);
  },
);
