import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { obey } from '../../src/app/obey.js';
import type { Note } from '../../src/core/commands/note.js';
import { DEFAULT_POLICY } from '../../src/core/evals/policy.js';
import { markerOf, readMarker } from '../../src/core/report/marker.js';
import { failureWords } from '../../src/edges/github/answers.js';
import { openDesk } from '../../src/edges/github/desk.js';
import { UserError } from '../../src/core/errors.js';
import type { Fault } from '../support/github/faults.js';
import { FAULTS } from '../support/github/eight-faults.js';
import { type StandIn, startGithub } from '../support/github/github.js';
import { clientOf } from '../support/github/session.js';
import { workflowToken } from '../support/github/world.js';

jest.setTimeout(240_000);

/** Every call that hearing a comment makes. */
const CALLS = [
  ['who we are', { method: 'POST', path: '/graphql' }],
  ['our signs', { method: 'GET', path: '/reactions?' }],
  ['a sign', { method: 'POST', path: '/reactions?' }],
  ['the comment', { method: 'GET', path: /\/issues\/comments\/\d+\?/ }],
  ['the pull request', { method: 'GET', path: /\/pulls\/\d+\?/ }],
  ['the permission', { method: 'GET', path: '/permission?' }],
  ['the conversation', { method: 'GET', path: /\/issues\/\d+\/comments\?/ }],
  ['the runs', { method: 'GET', path: '/actions/runs?' }],
  ['the run', { method: 'GET', path: /\/actions\/runs\/\d+\?/ }],
  ['the start of a run', { method: 'POST', path: '/rerun?' }],
  ['the answer', { method: 'PATCH', path: '/issues/comments/' }],
] as const satisfies readonly (readonly [string, Pick<Fault, 'method' | 'path'>])[];

const RUN = '/formative run';
const ACCEPT = '/formative accept say/hi because we say bye now';
const DIGEST = 'd'.repeat(64);
let github: StandIn;
let heads = 0;

beforeAll(async () => {
  const rights = { actions: 'write', contents: 'read', pull_requests: 'write' } as const;
  github = await startGithub({
    people: ['mallory'],
    collaborators: { maintainer: 'write' },
    tokens: { commands: workflowToken(rights) },
  });
});

afterAll(() => github.close());

/** How one delivery of a comment ended, and what there is of it by then. */
interface Heard {
  /** `failed`: the job is red, and says why. */
  readonly job: 'obeyed' | 'denied' | 'refused' | 'mistaken' | 'ignored' | 'failed';
  /** How often GitHub started a run, whether or not it could say so. */
  readonly starts: number;
  readonly accepted: boolean;
  readonly signs: readonly string[];
}

interface Comment {
  hear(fault?: Fault): Promise<Heard>;
}

/** A comment on a pull request that has a report. */
async function comment(login: string, body: string): Promise<Comment> {
  heads += 1;
  const head = heads.toString(16).padStart(40, '0');
  const base = { ref: 'main', sha: 'a'.repeat(40) };
  const number = await github.pullRequest({ author: 'mallory', base, head: { ref: 'topic', sha: head } });
  const about = { head_sha: head, created_at: '2020-01-01T00:00:00Z', path: '.github/workflows/formative-run.yml' };
  const trials = github.ran({ ...about, event: 'pull_request' });
  const judge = github.ran({ ...about, event: 'workflow_run' });
  const note: Note = { at: 1, runs: { trials, judge }, open: [['say/hi', DIGEST]], accepts: [], explain: [] };
  const report = await github.say(number, 'github-actions[bot]', `${markerOf(head, note)}\n### ❌ It broke\n`);
  const id = await github.say(number, login, body);
  const hear = async (fault?: Fault): Promise<Heard> => {
    const stop = fault === undefined ? () => undefined : github.fail(fault);
    const job = await delivered(number, id, body);
    stop();
    const text = (await github.comments(number)).find((one) => one.id === report)?.body ?? '';
    return {
      job,
      starts: github.reruns.filter((run) => run === trials || run === judge).length,
      accepted: (readMarker(text)?.note?.accepts.length ?? 0) > 0,
      signs: github.reactions(id).map((sign) => sign.replace('github-actions[bot] ', '')),
    };
  };
  return { hear };
}

async function delivered(number: number, id: number, body: string): Promise<Heard['job']> {
  const where = { owner: 'acme', repo: 'tools', number, comment: id, workflow: 'formative-run.yml' };
  const isOurs = (text: string): boolean => readMarker(text) !== undefined;
  try {
    const desk = await openDesk(clientOf(github, 'commands'), { ...where, isOurs });
    return (await obey({ ...desk, policy: () => Promise.resolve(DEFAULT_POLICY) }, body)).kind;
  } catch (error) {
    // Anything else is a mistake of ours.
    if (!(error instanceof UserError) && failureWords(error) === undefined) throw error;
    return 'failed';
  }
}

describe.each(CALLS)('when %s', (call, where) => {
  it.each(FAULTS)('meets %s, nobody is obeyed twice, and nobody who may not', async (_fault, kind) => {
    await obeyedOnce({ ...where, ...kind, times: 1 }, RUN);
    await obeyedOnce({ ...where, ...kind, times: Infinity }, ACCEPT);
    if (!['the comment', 'the permission'].includes(call)) return;
    const stranger = await (await comment('mallory', ACCEPT)).hear({ ...where, ...kind, times: Infinity });
    expect([stranger.starts, stranger.accepted, stranger.signs.includes('rocket')]).toEqual([0, false, false]);
  });
});

/** What is told is what was done: the job's end and the signs that stand there agree, and a second delivery does nothing again. */
async function obeyedOnce(fault: Fault, body: string): Promise<void> {
  const said = await comment('maintainer', body);
  const { job, starts, accepted, signs } = await said.hear(fault);
  const [isDone, isRefused] = [signs.includes('rocket'), signs.includes('confused')];
  // `ignored`: the comment is gone, and with it the place for a sign.
  if (job !== 'failed' && job !== 'ignored') expect([isDone, isRefused]).toEqual([!isRefused, !isDone]);
  if (isDone) expect([starts, accepted]).toEqual([1, body === ACCEPT]);
  if (isRefused) expect(starts).toBe(0);
  if (job === 'denied' || job === 'refused') expect([starts, accepted]).toEqual([0, false]);
  if (starts > 0) expect((await said.hear()).starts).toBe(1);
}

describe('when the answer to the start of a run is lost', () => {
  const START = { method: 'POST', path: '/rerun?', status: 502 } as const;
  const asked = (): number => github.calls.filter(({ path }) => path.endsWith('/rerun')).length;

  it.each([
    ['and it started', { ...START, carriedOut: true }, { signs: ['eyes', 'rocket'], starts: 1 }],
    ['and it did not start', START, { signs: ['eyes', 'confused'], starts: 0 }],
  ])('%s, the sign is true, and it was asked for once', async (_case, fault, told) => {
    const before = asked();
    expect(await (await comment('maintainer', RUN)).hear(fault)).toMatchObject({ job: 'obeyed', ...told });
    expect(asked() - before).toBe(1);
  });
});

it('was asked for every one of these calls', () => {
  const isMissing = ([, { method, path }]: (typeof CALLS)[number]): boolean =>
    !github.calls.some((call) => call.method === method && isIn(path, call.path));
  expect(CALLS.filter(isMissing).map(([name]) => name)).toEqual([]);
});

function isIn(pattern: string | RegExp, path: string): boolean {
  const whole = path.includes('?') ? path : `${path}?`;
  return typeof pattern === 'string' ? whole.includes(pattern) : pattern.test(whole);
}
