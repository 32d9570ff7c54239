import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openPage } from '../../../src/edges/github/page.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { callsFromNow, clientOf } from '../../support/github/session.js';
import { userToken, workflowToken } from '../../support/github/world.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const MARKER = '<!-- formative:1 head=';
const US = 'github-actions[bot]';

let github: StandIn;
let pull: number;

beforeAll(async () => {
  github = await startGithub({
    tokens: {
      workflow: workflowToken({ contents: 'read', pull_requests: 'write' }),
      fork: workflowToken({ contents: 'read', pull_requests: 'read' }),
      person: userToken('maintainer'),
      app: { kind: 'app', slug: 'acme-evals', permissions: { issues: 'write' } },
    },
    people: ['stranger'],
  });
});

afterAll(() => github.close());

beforeEach(async () => {
  pull = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
});

const body = (text: string): string => `${MARKER}${HEAD} -->\n${text}`;

interface Asking {
  readonly app?: string;
  readonly headSha?: string;
  readonly timeout?: number;
  readonly paced?: boolean;
}

function post(token: string, body: string, options: Asking = {}) {
  return pageOf(token, options).comment(body, 'always');
}

function pageOf(token: string, options: Asking = {}) {
  return openPage(clientOf(github, token, options), {
    owner: 'acme',
    repo: 'tools',
    number: pull,
    externalId: `${BASE}..${HEAD}`,
    isOurs: (text) => text.startsWith(MARKER),
    ...options,
  });
}

const bodies = async (): Promise<readonly string[]> => (await github.comments(pull)).map((comment) => comment.body);
const commentsOf = (): string => `/issues/${pull}/comments`;

describe('the one comment', () => {
  it('is created, then edited in place, then left alone', async () => {
    const created = await post('workflow', body('first'));
    const updated = await post('workflow', body('second'));
    const calls = callsFromNow(github);
    const unchanged = await post('workflow', body('second'));

    const [comment, ...others] = await github.comments(pull);
    expect(others).toEqual([]);
    expect(comment?.body).toBe(body('second'));
    const url = comment?.html_url;
    expect([created, updated, unchanged]).toEqual([
      { kind: 'created', url },
      { kind: 'updated', url },
      { kind: 'unchanged', url },
    ]);
    expect(calls()).toEqual(['GET /user', `GET ${commentsOf()}?per_page=100`]);
  });

  it('is found behind two hundred others', async () => {
    for (let count = 0; count < 205; count += 1) await github.say(pull, 'stranger', `comment ${count}`);
    await github.say(pull, US, body('old'));
    const calls = callsFromNow(github);
    expect(await post('workflow', body('new'))).toMatchObject({ kind: 'updated' });
    expect((await bodies())[205]).toBe(body('new'));
    expect(await bodies()).toHaveLength(206);
    expect(calls().filter((line) => line.startsWith('GET /issues'))).toHaveLength(3);
  });

  it('is the oldest of several', async () => {
    await github.say(pull, US, body('one'));
    await github.say(pull, US, body('two'));
    await post('workflow', body('new'));
    expect(await bodies()).toEqual([body('new'), body('two')]);
  });

  it('is never one of somebody else, whatever it says', async () => {
    const theirs = body('✅ Nothing broke');
    for (const login of ['stranger', 'maintainer', 'acme-evals[bot]']) await github.say(pull, login, theirs);
    await github.say(pull, US, 'another action of the same app');
    expect(await post('workflow', body('❌'))).toMatchObject({ kind: 'created' });
    expect(await bodies()).toEqual([theirs, theirs, theirs, 'another action of the same app', body('❌')]);
  });

  it('belongs to the person whose token it is', async () => {
    await github.say(pull, US, body('of the workflow'));
    await post('person', body('first'));
    await post('person', body('second'));
    expect(await bodies()).toEqual([body('of the workflow'), body('second')]);
  });

  it('belongs to the app whose token it is', async () => {
    await github.say(pull, US, body('of the workflow'));
    await post('app', body('first'), { app: 'acme-evals' });
    await post('app', body('second'), { app: 'acme-evals' });
    expect(await bodies()).toEqual([body('of the workflow'), body('second')]);
  });

  it('is created anew when it is deleted while we look', async () => {
    const id = await github.say(pull, US, body('old'));
    github.fail({ method: 'PATCH', path: `/issues/comments/${id}`, status: 404 });
    expect(await post('workflow', body('new'))).toMatchObject({ kind: 'created' });
    expect(await bodies()).toEqual([body('old'), body('new')]);
  });
});

describe('a comment that is not wanted', () => {
  it('is edited where it stands, and not created', async () => {
    expect(await pageOf('workflow').comment(body('green'), 'if-there')).toMatchObject({ kind: 'skipped' });
    expect(await bodies()).toEqual([]);
    await post('workflow', body('red'));
    expect(await pageOf('workflow').comment(body('green'), 'if-there')).toMatchObject({ kind: 'updated' });
    expect(await bodies()).toEqual([body('green')]);
  });

  it('never hides the answer about a newer push', async () => {
    const newer = 'd'.repeat(40);
    expect(await post('workflow', body('about the old head'), { headSha: HEAD })).toMatchObject({ kind: 'created' });
    github.push(pull, newer);
    await post('workflow', body('about the new head'), { headSha: newer });
    expect(await post('workflow', body('late, about the old head'), { headSha: HEAD })).toEqual({
      kind: 'skipped',
      why: `the pull request is at ${newer} by now`,
    });
    expect(await bodies()).toEqual([body('about the new head')]);
  });
});

describe('a comment that cannot be written', () => {
  it('is forbidden with the read-only token of a fork', async () => {
    expect(await post('fork', body('x'))).toEqual({
      kind: 'forbidden',
      why: 'GitHub answered 403: Resource not accessible by integration',
    });
  });

  it('is forbidden in a locked conversation, and when it is too long', async () => {
    expect(await post('workflow', body('x'.repeat(65_536)))).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('body is too long'),
    });
    github.lock(pull);
    expect(await post('workflow', body('x'))).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('issue is locked'),
    });
  });

  it.each([401, 404, 410, 422])('is forbidden by a %d, which is not asked twice', async (status) => {
    github.fail({ method: 'POST', path: commentsOf(), status, times: 9 });
    const calls = callsFromNow(github);
    expect(await post('workflow', body('x'))).toMatchObject({ kind: 'forbidden' });
    expect(calls().filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('is forbidden with a token that nobody gave out', async () => {
    expect(await post('stolen', body('x'))).toEqual({
      kind: 'forbidden',
      why: 'GitHub answered 401: Bad credentials',
    });
  });

  it.each([500, 502, 503, 'cut', 'hang'] as const)('is unavailable after three times %s', async (status) => {
    github.fail({ method: 'POST', path: commentsOf(), status, times: 9 });
    const calls = callsFromNow(github);
    expect(await post('workflow', body('x'), { timeout: 300 })).toMatchObject({ kind: 'unavailable' });
    expect(calls().filter((line) => line.startsWith('POST'))).toHaveLength(3);
    expect(await bodies()).toEqual([]);
  });

  it('is unavailable when a page of the others cannot be read, and none is written then', async () => {
    for (let count = 0; count < 101; count += 1) await github.say(pull, 'stranger', `comment ${count}`);
    github.fail({ method: 'GET', path: /\/comments\?per_page=100&page=2$/, status: 500, times: 9 });
    expect(await post('workflow', body('x'))).toEqual({
      kind: 'unavailable',
      why: 'GitHub answered 500: Server Error',
    });
    expect(await bodies()).toHaveLength(101);
  });

  it('is unavailable while GitHub will not say who we are, and is not taken for an app’s', async () => {
    const headers = { 'x-ratelimit-remaining': '0' };
    github.fail({ method: 'GET', path: '/user', status: 403, message: 'API rate limit exceeded', headers });
    expect(await post('person', body('x'))).toMatchObject({ kind: 'unavailable' });
    expect(await bodies()).toEqual([]);
  });

  it('is unavailable when something answers that is not GitHub', async () => {
    github.fail({ method: 'POST', path: commentsOf(), status: 200, message: 'Log in to the network' });
    expect(await post('workflow', body('x'))).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('not understood'),
    });
  });
});

describe('trying again', () => {
  it.each([500, 502, 'cut'] as const)('succeeds after one %s', async (status) => {
    github.fail({ method: 'GET', path: commentsOf(), status });
    github.fail({ method: 'POST', path: commentsOf(), status });
    expect(await post('workflow', body('x'))).toMatchObject({ kind: 'created' });
    expect(await bodies()).toEqual([body('x')]);
  });

  it.each([502, 'cut'] as const)('makes no second comment when only the answer was lost: %s', async (status) => {
    github.fail({ method: 'POST', path: commentsOf(), status, carriedOut: true });
    expect(await post('workflow', body('x'))).toMatchObject({ kind: 'created' });
    expect(await bodies()).toEqual([body('x')]);
  });

  it('waits for a rate limit that ends soon', async () => {
    github.fail({ method: 'POST', path: commentsOf(), status: 429, headers: { 'retry-after': '2' } });
    expect(await post('workflow', body('x'), { paced: true })).toMatchObject({ kind: 'created' });
    expect(await bodies()).toEqual([body('x')]);
  });

  it('does not wait for a rate limit that ends in an hour', async () => {
    const reset = `${Math.floor(Date.now() / 1000) + 3600}`;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    github.fail({ method: 'POST', path: commentsOf(), status: 403, message: 'API rate limit exceeded', headers });
    expect(await post('workflow', body('x'), { paced: true })).toEqual({
      kind: 'unavailable',
      why: 'GitHub answered 403: API rate limit exceeded',
    });
  });
});

it('never asked for anything that GitHub does not describe', () => {
  expect(github.calls.length).toBeGreaterThan(50);
  expect(github.violations()).toEqual([]);
});
