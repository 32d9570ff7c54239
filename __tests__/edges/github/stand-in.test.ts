import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { StandIn } from '../../support/github/github.js';
import { type Call, callTo, startWithRoles } from '../../support/github/plain-call.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const UNKNOWN = 'c'.repeat(40);
const FILES = [{ filename: 'src/date.ts', status: 'modified', additions: 3, deletions: 1 }] as const;

let github: StandIn;
let call: Call;
let pull: number;

beforeAll(async () => {
  github = await startWithRoles();
  call = callTo(github);
  pull = await github.pullRequest({
    author: 'stranger',
    base: { ref: 'main', sha: BASE },
    head: { ref: 'main', sha: HEAD, fork: 'stranger' },
    commits: [UNKNOWN.replaceAll('c', 'd'), HEAD],
    files: FILES,
  });
});

afterAll(() => github.close());

describe('pull requests and commits', () => {
  it('show the shas, files and fork that they were made with', async () => {
    const { body } = await call('workflow', `GET …/pulls/${pull}`);
    expect(body).toMatchObject({
      head: { sha: HEAD, repo: { full_name: 'stranger/tools', fork: true } },
      base: { sha: BASE, ref: 'main' },
      user: { login: 'stranger' },
      commits: 2,
      changed_files: 1,
      additions: 3,
    });
    expect((await call('workflow', `GET …/pulls/${pull}/files`)).body).toMatchObject([{ filename: 'src/date.ts' }]);
    expect((await call('workflow', `GET …/pulls/${pull}/commits`)).body).toHaveLength(2);
  });

  it('are found by commit', async () => {
    expect((await call('workflow', `GET …/commits/${HEAD}/pulls`)).body).toEqual(
      expect.arrayContaining([expect.objectContaining({ number: pull })]),
    );
    expect((await call('workflow', `GET …/git/commits/${HEAD}`)).body).toMatchObject({ sha: HEAD });
    expect((await call('workflow', `GET …/commits/${UNKNOWN}`)).status).toBe(422);
  });

  it('have statuses that combine to the worst', async () => {
    await call('workflow', `POST …/statuses/${HEAD}`, { state: 'success', context: 'one' });
    await call('workflow', `POST …/statuses/${HEAD}`, { state: 'failure', context: 'two' });
    expect((await call('workflow', `GET …/commits/${HEAD}/status`)).body).toMatchObject({
      state: 'failure',
      total_count: 2,
    });
    const long = { state: 'success', description: 'x'.repeat(141) };
    expect((await call('workflow', `POST …/statuses/${HEAD}`, long)).status).toBe(422);
  });
});

describe('faults and the journal', () => {
  it('fails on demand, so often and no more', async () => {
    github.fail({ method: 'GET', path: '/rate_limit', status: 503, times: 2 });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await call('workflow', 'GET /rate_limit')).status);
    expect(statuses).toEqual([503, 503, 200]);
  });

  it('cuts the connection on demand', async () => {
    github.fail({ method: 'GET', path: '/rate_limit', status: 'cut' });
    await expect(call('workflow', 'GET /rate_limit')).rejects.toThrow();
  });

  it('loses the answer of a request that was carried out', async () => {
    const quiet = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
    github.fail({ method: 'POST', path: `/issues/${quiet}/comments`, status: 502, carriedOut: true });
    expect((await call('workflow', `POST …/issues/${quiet}/comments`, { body: 'once' })).status).toBe(502);
    expect(await github.comments(quiet)).toMatchObject([{ body: 'once' }]);
  });

  it('writes down what GitHub would not understand', async () => {
    const before = github.violations().length;
    await call('workflow', `GET …/issues/${pull}/comments?per_page=many`);
    await call('workflow', 'GET …/nonsense');
    expect(
      github
        .violations()
        .slice(before)
        .map((one) => one.objection),
    ).toEqual([expect.stringContaining('per_page'), expect.stringContaining('GitHub describes no GET')]);
  });

  it('answers under the path of a GitHub Enterprise Server too', async () => {
    const answer = await fetch(`${github.url}/api/v3/repos/${github.repository}`);
    expect(answer.status).toBe(200);
  });
});
