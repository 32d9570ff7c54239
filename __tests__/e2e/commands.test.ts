import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { BROKEN, command, recorded } from '../support/commanding.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { USERS } from '../support/threats/users.js';

jest.setTimeout(120_000);

afterAll(removeTemporaries);

const [user] = USERS;
if (user === undefined) throw new Error('There is nobody to run the tests as.');
const OURS = ['github-actions[bot] eyes', 'github-actions[bot] rocket'];
const REFUSED = ['github-actions[bot] eyes', 'github-actions[bot] confused'];

describe('a maintainer’s command', () => {
  it('records an accept with the comment and the digest, and has the run judged again, once', async () => {
    const said = await command(user, {
      by: 'maintainer',
      body: `Fine.\n\n/formative accept ${BROKEN} because we say bye now`,
      times: 2,
    });
    expect(said.jobs.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect([said.reactions, said.reruns]).toEqual([OURS, ['judge']]);
    expect(said.note).toContain(recorded(said.comment));
    expect(said.report.replace(/`[0-9a-f]{7}`/, 'HEAD')).toBe(
      '> Recorded.\n>\n> The run was started again; this comment changes when it is done.\n\n### Judging HEAD now. Before: ❌ It broke\n',
    );
  });

  it('takes an accept back', async () => {
    const said = await command(user, {
      by: 'maintainer',
      body: `/formative unaccept ${BROKEN}`,
      note: { accepts: [{ comment: 7, case: BROKEN, digest: 'e'.repeat(64) }] },
    });
    expect([said.reactions, said.reruns]).toEqual([OURS, ['judge']]);
    expect(said.note).toContain('"accepts":[]');
  });

  it.each([
    ['run', ['trials'], 'started again'],
    ['rerun say/hi', ['trials'], 'cases are judged side by side'],
    ['bisect', ['trials'], 'traced to its commit'],
    ['explain say/hi', ['judge'], 'started again'],
    ['help', [], '/formative accept CASE because REASON'],
  ])('%s is obeyed', async (words, reruns, answer) => {
    const said = await command(user, { by: 'maintainer', body: `/formative ${words}` });
    expect([said.reactions, said.reruns]).toEqual([OURS, reruns]);
    expect(said.report).toContain(answer);
    expect(said.report).toContain(reruns.length > 0 ? 'now. Before: ❌ It broke' : '### ❌ It broke');
  });

  it.each([
    ['accept say/hi', 'expected /formative accept CASE because REASON'],
    ['acept say/hi because x', 'expected one of help, run'],
    [`run ${'a'.repeat(40)}`, 'that is not the head'],
    ['accept say/no because x', 'no such case'],
    ['unaccept say/hi', 'it is not accepted'],
  ])('%s is refused with words', async (words, answer) => {
    const said = await command(user, { by: 'maintainer', body: `/formative ${words}` });
    expect([said.reactions, said.reruns]).toEqual([REFUSED, []]);
    expect(said.report).toContain(answer);
  });
});
