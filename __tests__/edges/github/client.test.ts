import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { isLost, posting, statusOf } from '../../../src/edges/github/answers.js';
import { openClient } from '../../../src/edges/github/client.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { callsFromNow, clientOf } from '../../support/github/session.js';
import { userToken } from '../../support/github/world.js';

let github: StandIn;

beforeAll(async () => {
  github = await startGithub({ tokens: { person: userToken('acme') } });
});

afterAll(() => github.close());

const whoAmI = (timeout = 5000) => clientOf(github, 'person', { timeout }).octokit.rest.users.getAuthenticated();

describe('openClient', () => {
  it('talks to a GitHub Enterprise Server under its own path', async () => {
    const baseUrl = `${github.url}/api/v3/`;
    const { octokit } = openClient({ token: 'person', baseUrl, userAgent: 'formative-tests' });
    expect((await octokit.rest.users.getAuthenticated()).data.login).toBe('acme');
  });

  it.each([500, 502, 'cut'] as const)('tries again after %s, and gives up after the third time', async (status) => {
    github.fail({ method: 'GET', path: '/user', status, times: 3 });
    const calls = callsFromNow(github);
    await expect(whoAmI()).rejects.toThrow();
    expect(calls()).toHaveLength(3);
    expect((await whoAmI()).status).toBe(200);
  });

  it.each([401, 404, 410, 422])('does not try again after %d', async (status) => {
    github.fail({ method: 'GET', path: '/user', status });
    const calls = callsFromNow(github);
    await expect(whoAmI()).rejects.toMatchObject({ status });
    expect(calls()).toHaveLength(1);
  });

  it('does not wait for an answer that never comes', async () => {
    github.fail({ method: 'GET', path: '/user', status: 'hang', times: 3 });
    const error = await whoAmI(100).catch((thrown: unknown) => thrown);
    expect(isLost(error)).toBe(true);
  });
});

describe('posting', () => {
  it('throws on what is no answer of GitHub: a mistake of ours must be seen', async () => {
    await expect(posting(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
  });

  it('knows no status of other errors', () => {
    expect(statusOf(new TypeError('ours'))).toBeUndefined();
    expect(isLost(undefined)).toBe(false);
  });
});
