import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  annotations,
  type Checking,
  linesOf,
  oneTo,
  openCommit,
  startForChecks,
} from '../../support/github/checking.js';
import type { StandIn } from '../../support/github/github.js';
import { callsFromNow } from '../../support/github/session.js';

let github: StandIn;
let on: Checking;

beforeAll(async () => {
  github = await startForChecks();
});

afterAll(() => github.close());

beforeEach(() => {
  on = openCommit(github);
});

describe('a check that cannot be written', () => {
  it.each([
    ['with a read-only token', 'fork', /Resource not accessible by integration/],
    ['with a person’s token', 'person', /authenticate via a GitHub App/],
  ])('is forbidden %s', async (_case, token, why) => {
    expect(await on.post(on.draft(), { token })).toEqual({ kind: 'forbidden', why: expect.stringMatching(why) });
  });

  it('is forbidden on a commit that GitHub has not', async () => {
    const unknown = 'f'.repeat(40);
    expect(await on.post(on.draft({ headSha: unknown }))).toEqual({
      kind: 'forbidden',
      why: `GitHub answered 422: No commit found for SHA: ${unknown}`,
    });
  });

  it.each([500, 'cut'] as const)('is unavailable after three times %s', async (status) => {
    github.fail({ method: 'POST', path: '/check-runs', status, times: 3 });
    const calls = callsFromNow(github);
    expect(await on.post(on.draft())).toMatchObject({ kind: 'unavailable' });
    expect(calls().filter((line) => line.startsWith('POST'))).toHaveLength(3);
    expect(await on.runs()).toEqual([]);
  });
});

describe('trying again', () => {
  it('makes no second run when only the answer was lost', async () => {
    github.fail({ method: 'POST', path: '/check-runs', status: 502, carriedOut: true });
    expect(await on.post(on.draft())).toMatchObject({ kind: 'created' });
    expect(await on.runs()).toHaveLength(1);
  });

  it('appends no annotation twice when only the answer was lost', async () => {
    github.fail({ method: 'PATCH', path: '/check-runs/', status: 'cut', carriedOut: true });
    await on.post(on.draft({ annotations: annotations(120) }));
    const [run] = await on.runs();
    expect(linesOf(run)).toEqual(oneTo(120));
  });
});
