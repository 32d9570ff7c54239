import { describe, expect, it } from '@jest/globals';

import { ruleBookWith } from '../../../src/core/agents/rule-book.js';
import { decideCommands, type Hearing } from '../../../src/core/commands/decide-commands.js';
import { hearAccept, type AcceptClaim } from '../../../src/core/commands/hear-accept.js';
import { readCommands } from '../../../src/core/commands/read-commands.js';
import { DEFAULT_POLICY } from '../../../src/core/evals/policy.js';

const HEAD = 'a'.repeat(40);
const DIGEST = 'd'.repeat(64);
const SAID = '/formative accept say/hi because fine';
const author = { id: 1, login: 'ada', type: 'User' };
const spoken = { id: 9, body: SAID, created: 100, updated: 100, url: 'u', author, throughApp: false };
const STANDING = { permission: 'write', isPullRequestAuthor: false, isMachine: false } as const;
const note = {
  at: 50,
  runs: { trials: 3, judge: 4 },
  open: [['say/hi', DIGEST] as [string, string]],
  accepts: [],
  explain: [],
};

function decide(body: string, over: Partial<Hearing> = {}) {
  const read = readCommands(body);
  if (read.kind === 'none') throw new Error('There is no command.');
  return decideCommands({
    read,
    spoken,
    standing: STANDING,
    recent: 0,
    pull: { headSha: HEAD, open: true },
    report: { head: HEAD, note },
    policy: DEFAULT_POLICY,
    run: { id: 3, created: 40 },
    ...over,
  });
}

const whyOf = (decision: ReturnType<typeof decide>): unknown =>
  decision.kind === 'refused' ? decision.refusals.map(({ why }) => why) : decision.kind;

describe('commands', () => {
  it('are turned into what is to be done', () => {
    expect(decide(SAID)).toMatchObject({
      kind: 'obeyed',
      acts: { amendments: [{ kind: 'accept', record: { comment: 9, case: 'say/hi', digest: DIGEST } }], rerun: 4 },
    });
    expect(decide('/formative explain x\n/formative run')).toMatchObject({ acts: { rerun: 3 } });
    expect(decide('/formative help')).toMatchObject({ acts: { amendments: [] } });
  });

  it.each([
    ['no permission', { standing: { ...STANDING, permission: 'read' } }, 'denied'],
    ['a machine', { standing: { ...STANDING, isMachine: true } }, 'denied'],
    ['the author', { standing: { ...STANDING, isPullRequestAuthor: true } }, ['own-pull-request']],
    [
      'an author who administers',
      { standing: { ...STANDING, permission: 'admin', isPullRequestAuthor: true } },
      ['own-pull-request'],
    ],
    ['a writer where administrators accept', { policy: { ...DEFAULT_POLICY, accept: 'admin' } }, ['not-admin']],
    ['an unreadable policy', { policy: undefined }, ['no-policy']],
    ['haste', { recent: 10 }, ['too-often']],
    ['a closed pull request', { pull: { headSha: HEAD, open: false } }, ['closed']],
    ['no report', { report: undefined }, ['no-report']],
    ['a report on another head', { report: { head: 'b', note } }, ['older-report']],
    ['a report that changed since', { report: { head: HEAD, note: { ...note, at: 101 } } }, ['newer-report']],
    ['an unknown case', { report: { head: HEAD, note: { ...note, open: [] } } }, ['unknown-case']],
  ] as const)('accept nothing for %s', (_, over, why) => {
    expect(whyOf(decide(SAID, over as Partial<Hearing>))).toEqual(why);
  });

  it('start no run of what was pushed after them', () => {
    expect(whyOf(decide('/formative run', { run: { id: 3, created: 101 } }))).toEqual(['newer-push']);
    expect(whyOf(decide('/formative rerun', { run: undefined }))).toEqual(['no-run']);
    expect(whyOf(decide(`/formative run ${'b'.repeat(40)}`))).toEqual(['other-head']);
  });

  it('are obeyed together or not at all', () => {
    expect(whyOf(decide(`${SAID}\n/formative unaccept say/ho`))).toEqual(['not-accepted']);
  });
});

describe('an accept', () => {
  const claim: AcceptClaim = { ...STANDING, record: { comment: 9, case: 'say/hi', digest: DIGEST }, spoken };
  const book = ruleBookWith([]);
  const heard = (over: Partial<AcceptClaim>): unknown => hearAccept({ ...claim, ...over }, DEFAULT_POLICY, book);

  it('is heard from who may, with the reason', () => {
    expect(heard({})).toEqual({ case: 'say/hi', digest: DIGEST, by: 'ada', reason: 'fine', url: 'u' });
  });

  it.each([
    ['edited since', { spoken: { ...spoken, updated: 101 } }],
    ['of somebody who may not write any more', { permission: 'read' }],
    ['of the author', { isPullRequestAuthor: true }],
    ['of a bot', { spoken: { ...spoken, author: { ...author, type: 'Bot' } } }],
    ['written by an app', { spoken: { ...spoken, throughApp: true } }],
    ['about another case', { record: { ...claim.record, case: 'say/ho' } }],
    ['that says something else', { spoken: { ...spoken, body: '/formative unaccept say/hi' } }],
    ['that only talks of it', { spoken: { ...spoken, body: `> ${SAID}` } }],
  ] as const)('is not heard from a comment %s', (_, over) => {
    expect(heard(over as Partial<AcceptClaim>)).toBeUndefined();
  });
});
