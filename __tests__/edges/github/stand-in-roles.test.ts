import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { StandIn } from '../../support/github/github.js';
import { type Call, callTo, idOf, startWithRoles } from '../../support/github/plain-call.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const CHECK = { name: 'formative', head_sha: HEAD };

let github: StandIn;
let call: Call;
let pull: number;

beforeAll(async () => {
  github = await startWithRoles();
  call = callTo(github);
  pull = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head: { ref: 'topic', sha: HEAD } });
});

afterAll(() => github.close());

describe('who may do what', () => {
  it('refuses an unknown token, and a write without one', async () => {
    expect((await call('stolen', 'GET …')).status).toBe(401);
    expect((await call(undefined, `POST …/issues/${pull}/comments`, { body: 'hello' })).status).toBe(401);
  });

  it('refuses a workflow token what its job has no permission for', async () => {
    const comment = await call('reader', `POST …/issues/${pull}/comments`, { body: 'hello' });
    expect(comment).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect((await call('reader', 'POST …/check-runs', CHECK)).status).toBe(403);
    expect((await call('reader', `POST …/statuses/${HEAD}`, { state: 'success' })).status).toBe(403);
    expect((await call('reader', `GET …/issues/${pull}/comments`)).status).toBe(200);
  });

  it('tells people who they are, and refuses to tell a workflow', async () => {
    expect(await call('maintainer', 'GET /user')).toMatchObject({ status: 200, body: { login: 'maintainer' } });
    expect((await call('workflow', 'GET /user')).status).toBe(403);
  });

  it('tells every token in GraphQL who it is', async () => {
    const ask = async (token: string) =>
      (await call(token, 'POST /graphql', { query: 'query { viewer { databaseId } }' })).body;
    expect(await ask('workflow')).toEqual({ data: { viewer: { databaseId: 41_898_282 } } });
    const { id } = (await call('maintainer', 'GET /user')).body;
    expect(await ask('maintainer')).toEqual({ data: { viewer: { databaseId: id } } });
  });

  it('lets only apps make check runs, and only their own app change them', async () => {
    expect((await call('maintainer', 'POST …/check-runs', CHECK)).status).toBe(403);
    const made = await call('workflow', 'POST …/check-runs', CHECK);
    expect((await call('otherApp', `PATCH …/check-runs/${idOf(made)}`, { name: 'mine' })).status).toBe(403);
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
    await call('workflow', `DELETE …/issues/comments/${id}/reactions/${idOf(once)}`);
    expect((await call('workflow', `GET …/issues/comments/${id}/reactions`)).body).toEqual([]);
  });
});
