import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type StandIn, startGithub } from '../../support/github/github.js';
import { userToken, workflowToken } from '../../support/github/world.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const UNKNOWN = 'c'.repeat(40);
const FILES = [{ filename: 'src/date.ts', status: 'modified', additions: 3, deletions: 1 }] as const;

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly link: string | null;
}

let github: StandIn;
let pull: number;

beforeAll(async () => {
  github = await startGithub({
    tokens: {
      workflow: workflowToken({ contents: 'read', pull_requests: 'write', checks: 'write', statuses: 'write' }),
      reader: workflowToken({ contents: 'read' }),
      otherApp: { kind: 'app', slug: 'other', permissions: { checks: 'write', issues: 'write' } },
      maintainer: userToken('maintainer'),
      stranger: userToken('stranger'),
    },
    collaborators: { maintainer: 'maintain', triager: 'triage' },
  });
  pull = await github.pullRequest({
    author: 'stranger',
    base: { ref: 'main', sha: BASE },
    head: { ref: 'main', sha: HEAD, fork: 'stranger' },
    commits: [UNKNOWN.replaceAll('c', 'd'), HEAD],
    files: FILES,
  });
});

afterAll(() => github.close());

/** A call in the plainest way, with a token by its name. */
async function call(token: string | undefined, line: string, body?: unknown): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const answer = await fetch(`${github.url}${path.replace('…', `/repos/${github.repository}`)}`, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    link: answer.headers.get('link'),
  };
}

const idOf = (body: Answer['body']): number => Number(body['id']);
const check = (over: object = {}): object => ({ name: 'formative', head_sha: HEAD, ...over });
const annotation = (line: number): object => ({
  path: 'src/date.ts',
  start_line: line,
  end_line: line,
  annotation_level: 'failure',
  message: 'here',
});
const annotations = (count: number): object[] => Array.from({ length: count }, (_, index) => annotation(index + 1));

describe('who may do what', () => {
  it('refuses an unknown token, and a write without one', async () => {
    expect((await call('stolen', 'GET …')).status).toBe(401);
    expect((await call(undefined, `POST …/issues/${pull}/comments`, { body: 'hello' })).status).toBe(401);
  });

  it('refuses a workflow token what its job has no permission for', async () => {
    const comment = await call('reader', `POST …/issues/${pull}/comments`, { body: 'hello' });
    expect(comment).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect((await call('reader', 'POST …/check-runs', check())).status).toBe(403);
    expect((await call('reader', `POST …/statuses/${HEAD}`, { state: 'success' })).status).toBe(403);
    expect((await call('reader', `GET …/issues/${pull}/comments`)).status).toBe(200);
  });

  it('tells people who they are, and refuses to tell a workflow', async () => {
    expect(await call('maintainer', 'GET /user')).toMatchObject({ status: 200, body: { login: 'maintainer' } });
    expect((await call('workflow', 'GET /user')).status).toBe(403);
  });

  it('lets only apps make check runs, and only their own app change them', async () => {
    expect((await call('maintainer', 'POST …/check-runs', check())).status).toBe(403);
    const { body } = await call('workflow', 'POST …/check-runs', check());
    expect((await call('otherApp', `PATCH …/check-runs/${idOf(body)}`, { name: 'mine' })).status).toBe(403);
  });

  it.each([
    ['acme', 'admin', 'admin'],
    ['maintainer', 'write', 'maintain'],
    ['triager', 'read', 'triage'],
    ['stranger', 'read', 'read'],
  ])('says what %s may do: %s', async (login, permission, role) => {
    const answer = await call('workflow', `GET …/collaborators/${login}/permission`);
    expect(answer).toMatchObject({ status: 200, body: { permission, role_name: role } });
  });

  it('knows no permission of people who do not exist', async () => {
    expect((await call('workflow', 'GET …/collaborators/nobody/permission')).status).toBe(404);
  });
});

describe('comments', () => {
  it('are written by the bot of the workflow, through its app', async () => {
    const { status, body } = await call('workflow', `POST …/issues/${pull}/comments`, { body: 'hello' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      user: { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' },
      performed_via_github_app: { slug: 'github-actions' },
    });
  });

  it('are written by people without an app', async () => {
    const { body } = await call('stranger', `POST …/issues/${pull}/comments`, { body: 'hello' });
    expect(body).toMatchObject({ user: { login: 'stranger', type: 'User' }, performed_via_github_app: null });
  });

  it('have 65,536 characters at most', async () => {
    const long = 'x'.repeat(65_537);
    expect((await call('workflow', `POST …/issues/${pull}/comments`, { body: long })).status).toBe(422);
    expect((await call('workflow', `POST …/issues/${pull}/comments`, { body: long.slice(1) })).status).toBe(201);
  });

  it('come in pages', async () => {
    const other = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
    for (let count = 0; count < 3; count += 1) await github.say(other, 'stranger', `comment ${count}`);
    const first = await call('workflow', `GET …/issues/${other}/comments?per_page=2`);
    expect(first.body).toHaveLength(2);
    expect(first.link).toContain(
      `<${github.url}/repos/${github.repository}/issues/${other}/comments?per_page=2&page=2>`,
    );
    const last = await call('workflow', `GET …/issues/${other}/comments?per_page=2&page=2`);
    expect(last.body).toHaveLength(1);
    expect(last.link ?? '').not.toContain('rel="next"');
  });

  it('stay out of a locked conversation', async () => {
    const locked = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
    github.lock(locked);
    expect((await call('workflow', `POST …/issues/${locked}/comments`, { body: 'hello' })).status).toBe(403);
  });

  it('have reactions, the same one only once', async () => {
    const id = await github.say(pull, 'stranger', '/formative run');
    const once = await call('workflow', `POST …/issues/comments/${id}/reactions`, { content: 'eyes' });
    const twice = await call('workflow', `POST …/issues/comments/${id}/reactions`, { content: 'eyes' });
    expect([once.status, twice.status]).toEqual([201, 200]);
    await call('workflow', `DELETE …/issues/comments/${id}/reactions/${idOf(once.body)}`);
    expect((await call('workflow', `GET …/issues/comments/${id}/reactions`)).body).toEqual([]);
  });
});

describe('check runs', () => {
  it('need a commit that exists', async () => {
    const answer = await call('workflow', 'POST …/check-runs', check({ head_sha: UNKNOWN }));
    expect(answer).toMatchObject({ status: 422, body: { message: `No commit found for SHA: ${UNKNOWN}` } });
  });

  it('have to make sense to the description', async () => {
    expect((await call('workflow', 'POST …/check-runs', { head_sha: HEAD })).status).toBe(422);
    expect((await call('workflow', 'POST …/check-runs', check({ conclusion: 'broke' }))).status).toBe(422);
    expect((await call('workflow', 'POST …/check-runs', check({ status: 'completed' }))).status).toBe(422);
  });

  it('take 50 annotations a call, and append them', async () => {
    const output = { title: 'x', summary: 'x' };
    const many = check({ output: { ...output, annotations: annotations(51) } });
    expect((await call('workflow', 'POST …/check-runs', many)).status).toBe(422);
    const made = await call(
      'workflow',
      'POST …/check-runs',
      check({ output: { ...output, annotations: annotations(50) } }),
    );
    expect(made).toMatchObject({
      status: 201,
      body: { app: { slug: 'github-actions' }, output: { annotations_count: 50 } },
    });
    const path = `…/check-runs/${idOf(made.body)}`;
    const more = await call('workflow', `PATCH ${path}`, { output: { ...output, annotations: annotations(20) } });
    expect(more).toMatchObject({ status: 200, body: { output: { annotations_count: 70 } } });
    expect((await call('workflow', `GET ${path}/annotations?per_page=60&page=2`)).body).toHaveLength(10);
  });

  it('have 65,535 characters of text at most', async () => {
    const output = { title: 'x', summary: 'x'.repeat(65_536) };
    expect((await call('workflow', 'POST …/check-runs', check({ output }))).status).toBe(422);
  });

  it('are found by commit and name, the latest first or all', async () => {
    github.knows(UNKNOWN.replaceAll('c', 'e'));
    const sha = UNKNOWN.replaceAll('c', 'e');
    for (const name of ['formative', 'formative', 'lint'])
      await call('workflow', 'POST …/check-runs', check({ name, head_sha: sha }));
    expect((await call('workflow', `GET …/commits/${sha}/check-runs`)).body).toMatchObject({ total_count: 2 });
    const all = await call('workflow', `GET …/commits/${sha}/check-runs?filter=all&check_name=formative`);
    expect(all.body).toMatchObject({ total_count: 2, check_runs: [{ name: 'formative' }, { name: 'formative' }] });
  });
});

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
