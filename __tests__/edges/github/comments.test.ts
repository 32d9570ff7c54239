import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type Commenting, HEAD, marked, openPullRequest, startForComments } from '../../support/github/commenting.js';
import type { StandIn } from '../../support/github/github.js';
import { callsFromNow } from '../../support/github/session.js';

const US = 'github-actions[bot]';
let github: StandIn;
let on: Commenting;

beforeAll(async () => {
  github = await startForComments();
});

afterAll(() => github.close());

beforeEach(async () => {
  on = await openPullRequest(github);
});

describe('the one comment', () => {
  it('is created, then edited in place, then left alone', async () => {
    const created = await on.post('workflow', marked('first'));
    const updated = await on.post('workflow', marked('second'));
    const calls = callsFromNow(github);
    const unchanged = await on.post('workflow', marked('second'));

    const [comment, ...others] = await github.comments(on.pull);
    expect(others).toEqual([]);
    expect(comment?.body).toBe(marked('second'));
    const url = comment?.html_url;
    expect([created, updated, unchanged]).toEqual([
      { kind: 'created', url },
      { kind: 'updated', url },
      { kind: 'unchanged', url },
    ]);
    expect(calls()).toEqual(['POST /graphql', `GET ${on.path}?per_page=100`]);
  });

  it('is found behind two hundred others', async () => {
    for (let count = 0; count < 205; count += 1) await github.say(on.pull, 'stranger', `comment ${count}`);
    await github.say(on.pull, US, marked('old'));
    const calls = callsFromNow(github);
    expect(await on.post('workflow', marked('new'))).toMatchObject({ kind: 'updated' });
    expect((await on.bodies())[205]).toBe(marked('new'));
    expect(await on.bodies()).toHaveLength(206);
    expect(calls().filter((line) => line.startsWith('GET /issues'))).toHaveLength(3);
  });

  it('is the oldest of several', async () => {
    await github.say(on.pull, US, marked('one'));
    await github.say(on.pull, US, marked('two'));
    await on.post('workflow', marked('new'));
    expect(await on.bodies()).toEqual([marked('new'), marked('two')]);
  });

  it('is never one of somebody else, whatever it says', async () => {
    const theirs = marked('✅ Nothing broke');
    for (const login of ['stranger', 'maintainer', 'acme-evals[bot]']) await github.say(on.pull, login, theirs);
    await github.say(on.pull, US, 'another action of the same app');
    expect(await on.post('workflow', marked('❌'))).toMatchObject({ kind: 'created' });
    expect(await on.bodies()).toEqual([theirs, theirs, theirs, 'another action of the same app', marked('❌')]);
  });

  it('belongs to the person whose token it is', async () => {
    await github.say(on.pull, US, marked('of the workflow'));
    await on.post('person', marked('first'));
    await on.post('person', marked('second'));
    expect(await on.bodies()).toEqual([marked('of the workflow'), marked('second')]);
  });

  it('belongs to the app whose token it is', async () => {
    await github.say(on.pull, US, marked('of the workflow'));
    await on.post('app', marked('first'));
    await on.post('app', marked('second'));
    expect(await on.bodies()).toEqual([marked('of the workflow'), marked('second')]);
  });

  it('is not taken from the workflow’s own bot by the token of another app, nor the other way round', async () => {
    const theirs = marked('✅ Nothing broke');
    await github.say(on.pull, US, theirs);
    expect(await on.post('app', marked('❌'))).toMatchObject({ kind: 'created' });
    expect(await on.post('workflow', theirs)).toMatchObject({ kind: 'unchanged' });
    expect(await on.bodies()).toEqual([theirs, marked('❌')]);
  });

  it('is created anew when it is deleted while we look', async () => {
    const id = await github.say(on.pull, US, marked('old'));
    github.fail({ method: 'PATCH', path: `/issues/comments/${id}`, status: 404 });
    expect(await on.post('workflow', marked('new'))).toMatchObject({ kind: 'created' });
    expect(await on.bodies()).toEqual([marked('old'), marked('new')]);
  });
});

describe('a comment that is not wanted', () => {
  it('is edited where it stands, and not created', async () => {
    expect(await on.page('workflow').comment(() => marked('green'), 'if-there')).toMatchObject({ kind: 'skipped' });
    expect(await on.bodies()).toEqual([]);
    await on.post('workflow', marked('red'));
    expect(await on.page('workflow').comment(() => marked('green'), 'if-there')).toMatchObject({ kind: 'updated' });
    expect(await on.bodies()).toEqual([marked('green')]);
  });

  it('never hides the answer about a newer push', async () => {
    const newer = 'd'.repeat(40);
    expect(await on.post('workflow', marked('about the old head'), { headSha: HEAD })).toMatchObject({
      kind: 'created',
    });
    github.push(on.pull, newer);
    await on.post('workflow', marked('about the new head'), { headSha: newer });
    expect(await on.post('workflow', marked('late, about the old head'), { headSha: HEAD })).toEqual({
      kind: 'skipped',
      why: `the pull request is at ${newer} by now`,
    });
    expect(await on.bodies()).toEqual([marked('about the new head')]);
  });
});
