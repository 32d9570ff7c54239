import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Commenting, marked, openPullRequest, startForComments } from '../../support/github/commenting.js';
import type { StandIn } from '../../support/github/github.js';
import { callsFromNow } from '../../support/github/session.js';

let github: StandIn;
let on: Commenting;

beforeAll(async () => {
  github = await startForComments();
});

afterAll(() => github.close());

beforeEach(async () => {
  on = await openPullRequest(github);
});

const inAnHour = (): string => `${Math.floor(Date.now() / 1000) + 3600}`;

describe('a comment that cannot be written', () => {
  it('is forbidden with the read-only token of a fork', async () => {
    expect(await on.post('fork', marked('x'))).toEqual({
      kind: 'forbidden',
      why: 'GitHub answered 403: Resource not accessible by integration',
    });
  });

  it('is forbidden in a locked conversation, and when it is too long', async () => {
    expect(await on.post('workflow', marked('x'.repeat(65_536)))).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('body is too long'),
    });
    github.lock(on.pull);
    expect(await on.post('workflow', marked('x'))).toMatchObject({
      kind: 'forbidden',
      why: expect.stringContaining('issue is locked'),
    });
  });

  it.each([401, 404, 410, 422])('is forbidden by a %d, which is not asked twice', async (status) => {
    github.fail({ method: 'POST', path: on.path, status, times: 9 });
    const calls = callsFromNow(github);
    expect(await on.post('workflow', marked('x'))).toMatchObject({ kind: 'forbidden' });
    expect(calls().filter((line) => line.startsWith('POST /issues'))).toHaveLength(1);
  });

  it('is forbidden with a token that nobody gave out', async () => {
    expect(await on.post('stolen', marked('x'))).toEqual({
      kind: 'forbidden',
      why: 'GitHub answered 401: Bad credentials',
    });
  });

  it.each([500, 502, 503, 'cut', 'hang'] as const)('is unavailable after three times %s', async (status) => {
    github.fail({ method: 'POST', path: on.path, status, times: 9 });
    const calls = callsFromNow(github);
    expect(await on.post('workflow', marked('x'), { timeout: 300 })).toMatchObject({ kind: 'unavailable' });
    expect(calls().filter((line) => line.startsWith('POST /issues'))).toHaveLength(3);
    expect(await on.bodies()).toEqual([]);
  });

  it('is unavailable when a page of the others cannot be read, and none is written then', async () => {
    for (let count = 0; count < 101; count += 1) await github.say(on.pull, 'stranger', `comment ${count}`);
    github.fail({ method: 'GET', path: /\/comments\?per_page=100&page=2$/, status: 500, times: 9 });
    expect(await on.post('workflow', marked('x'))).toEqual({
      kind: 'unavailable',
      why: 'GitHub answered 500: Server Error',
    });
    expect(await on.bodies()).toHaveLength(101);
  });

  it('is unavailable while GitHub will not say who we are', async () => {
    const headers = { 'x-ratelimit-remaining': '0' };
    github.fail({ method: 'POST', path: '/graphql', status: 403, message: 'API rate limit exceeded', headers });
    expect(await on.post('workflow', marked('x'))).toMatchObject({ kind: 'unavailable' });
    expect(await on.bodies()).toEqual([]);
  });

  it.each([true, false])('is unavailable when GraphQL refuses with a good status; paced: %s', async (paced) => {
    const errors = [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }];
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAnHour() };
    github.fail({ method: 'POST', path: '/graphql', status: 200, body: { errors }, headers });
    expect(await on.post('workflow', marked('x'), { paced })).toEqual({
      kind: 'unavailable',
      why: expect.stringMatching(/^GitHub does not say who we are: .*rate limit exceeded/is),
    });
    expect(await on.bodies()).toEqual([]);
  });

  it('is unavailable when something answers that is not GitHub', async () => {
    github.fail({ method: 'POST', path: on.path, status: 200, message: 'Log in to the network' });
    expect(await on.post('workflow', marked('x'))).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('not understood'),
    });
  });
});

describe('trying again', () => {
  it.each([500, 502, 'cut'] as const)('succeeds after one %s', async (status) => {
    github.fail({ method: 'GET', path: on.path, status });
    github.fail({ method: 'POST', path: on.path, status });
    expect(await on.post('workflow', marked('x'))).toMatchObject({ kind: 'created' });
    expect(await on.bodies()).toEqual([marked('x')]);
  });

  it.each([502, 'cut'] as const)('makes no second comment when only the answer was lost: %s', async (status) => {
    github.fail({ method: 'POST', path: on.path, status, carriedOut: true });
    expect(await on.post('workflow', marked('x'))).toMatchObject({ kind: 'created' });
    expect(await on.bodies()).toEqual([marked('x')]);
  });

  it('waits for a rate limit that ends soon', async () => {
    github.fail({ method: 'POST', path: on.path, status: 429, headers: { 'retry-after': '2' } });
    expect(await on.post('workflow', marked('x'), { paced: true })).toMatchObject({ kind: 'created' });
    expect(await on.bodies()).toEqual([marked('x')]);
  });

  it('does not wait for a rate limit that ends in an hour', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAnHour() };
    github.fail({ method: 'POST', path: on.path, status: 403, message: 'API rate limit exceeded', headers });
    expect(await on.post('workflow', marked('x'), { paced: true })).toEqual({
      kind: 'unavailable',
      why: 'GitHub answered 403: API rate limit exceeded',
    });
  });
});
