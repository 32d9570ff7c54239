import { afterAll, expect } from '@jest/globals';

import { removeTemporaries } from '../support/temporary-repository.js';
import { attackedAction } from '../support/threats/hostile-action.js';
import { threat } from '../support/threats/threat.js';

afterAll(removeTemporaries);

/** More cases, each with lines of its own, than a comment can tell; the first prints five megabytes besides. */
const CASES = 30;
const SHOUT = `
i=0; while [ $i -lt 40 ]; do i=$((i+1)); printf '%s: %0220d\\n' "$1" "$i"; done
[ "$1" = 0 ] || exit 1
head -c 2500000 /dev/zero | tr '\\0' x
yes "$(head -c 200 /dev/zero | tr '\\0' y)" | head -n 12000
exit 1
`;

threat(
  {
    id: 'R37',
    name: 'size',
    attack:
      'five megabytes of output, in one line and in many, and more cases with much to say than a comment can tell',
    outcome: 'comment, check and summary stay below the limits of GitHub, say what was left out, and keep the answer',
  },
  async (user) => {
    const cases = Array.from({ length: CASES }, (_, at) => `c${at}: { args: ["${at}"], stdout: "hello\\n" }`).join(
      ', ',
    );
    const run = await attackedAction(user, {
      base: { 'say.sh': 'echo hello', 'evals/say.yml': `title: Says hello\nrun: [sh, say.sh]\ncases: { ${cases} }\n` },
      head: { 'say.sh': SHOUT },
    });
    expect([run.code, run.outputs['verdict']]).toEqual([1, 'broke']);
    const [comment] = run.comments;
    expect(Buffer.byteLength(comment?.body ?? '')).toBeLessThan(65_536);
    expect(comment?.body).toContain('❌');
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1_000_000);
    expect(run.checks.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    const texts = run.checks.flatMap(({ output }) => [output.title, output.summary, output.text]);
    expect(texts.filter((text) => text === '' || Buffer.byteLength(text ?? '') >= 65_536)).toEqual([]);
    expect(comment?.body).toMatch(/more|left out|cut/);
  },
);
