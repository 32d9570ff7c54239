import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { Result } from '../../src/core/report/result.js';
import { removeRun, runAction, type ActionRun } from '../support/action-run.js';
import { pullRequest } from '../support/cli.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { mergeGroupPayload, pullRequestPayload, pushPayload } from '../support/github/payloads.js';
import { workflowToken } from '../support/github/world.js';
import { removeTemporaries, type TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(180_000);

const POLICY = { 'evals/_formative.yml': 'sandbox: off\n' };
const SAYS = {
  'say.sh': 'echo hello',
  'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};

let github: StandIn;
const runs: ActionRun[] = [];

beforeEach(async () => {
  github = await startGithub({
    people: ['mallory', 'stranger'],
    tokens: {
      writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }),
      reads: workflowToken({ contents: 'read' }),
    },
  });
});

afterEach(async () => {
  await github.close();
  await Promise.all(runs.splice(0).map(removeRun));
});

afterAll(removeTemporaries);

interface Opened {
  readonly repository: TemporaryRepository;
  readonly number: number;
  readonly seed: {
    readonly base: { ref: string; sha: string };
    readonly head: { ref: string; sha: string; fork?: string };
  };
}

/** Opens a pull request of the topic branch, and leaves the checkout at its merge, as actions/checkout does. */
async function open(repository: TemporaryRepository, fork?: string): Promise<Opened> {
  const sha = (name: string): string => repository.git('rev-parse', name);
  const head = { ref: 'topic', sha: sha('topic'), ...(fork !== undefined && { fork }) };
  const seed = { base: { ref: 'main', sha: sha('main') }, head };
  const number = await github.pullRequest(seed);
  merge(repository);
  return { repository, number, seed };
}

function merge(repository: TemporaryRepository): string {
  repository.git('switch', '-q', '--detach', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge topic into main', 'topic');
  return repository.git('rev-parse', 'HEAD');
}

async function act(
  { repository, number, seed }: Opened,
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const payload = pullRequestPayload({ ...seed, number, repository: github.repository, commits: 1 });
  return start(repository, 'pull_request', { payload, inputs });
}

async function start(
  repository: TemporaryRepository,
  eventName: string,
  { payload, inputs = {} }: { payload: unknown; inputs?: Readonly<Record<string, string>> },
): Promise<ActionRun> {
  const sha = repository.git('rev-parse', 'HEAD');
  const run = await runAction({
    workspace: repository.root,
    ...{ eventName, payload, sha, apiUrl: github.url },
    inputs: { token: 'writes', ...inputs },
  });
  runs.push(run);
  return run;
}

describe('the action on a pull request', () => {
  it('comments, checks and fails when something broke, and turns all of it green when it is mended', async () => {
    const repository = pullRequest({ ...POLICY, ...SAYS }, { 'say.sh': 'echo goodbye' });
    const opened = await open(repository);
    const run = await act(opened);

    expect([run.code, run.outputs['verdict'], run.outputs['broke']]).toEqual([1, 'broke', '["say/hi"]']);
    const [comment] = await github.comments(opened.number);
    const marker = new RegExp(`^<!-- formative:1 head=${opened.seed.head.sha} note=\\{.*\\} -->$`);
    expect(comment?.body.split('\n')[0]).toMatch(marker);
    expect(comment?.body).toContain('❌');
    expect(comment?.body).toContain('say/hi');
    expect(run.outputs['comment-url']).toBe(comment?.html_url);
    const [check] = await github.checks(opened.seed.head.sha);
    expect(check).toMatchObject({ name: 'formative', status: 'completed', conclusion: 'failure' });
    expect(check?.annotations).toMatchObject([{ path: 'say.sh', start_line: 1, annotation_level: 'failure' }]);
    expect(run.summary).toContain('say/hi');
    expect(JSON.parse(readFileSync(run.outputs['result-path'] ?? '', 'utf8'))).toMatchObject({ verdict: 'broke' });
    expect(readFileSync(run.outputs['report-path'] ?? '', 'utf8')).toContain('<!doctype html>');

    repository.git('switch', '-q', 'topic');
    const sha = repository.commit('mend', { 'say.sh': 'echo hello # mended' });
    github.push(opened.number, sha);
    merge(repository);
    const again = await act({ ...opened, seed: { ...opened.seed, head: { ref: 'topic', sha } } });

    expect([again.code, again.outputs['verdict']]).toEqual([0, 'nothing-broke']);
    const comments = await github.comments(opened.number);
    expect(comments.map((one) => [one.id, one.body.includes('✅'), one.body.includes(sha)])).toEqual([
      [comment?.id, true, true],
    ]);
    expect((await github.checks(sha)).map((one) => one.conclusion)).toEqual(['success']);
  });

  it('leaves a stranger with our marker alone', async () => {
    const opened = await open(pullRequest({ ...POLICY, ...SAYS }, { 'note.md': 'x' }));
    const body = `<!-- formative:1 head=${opened.seed.head.sha} -->\nnot ours`;
    await github.say(opened.number, 'mallory', body);
    await act(opened);
    const comments = await github.comments(opened.number);
    expect(comments.map((one) => [one.user.login, one.body === body])).toEqual([
      ['mallory', true],
      ['github-actions[bot]', false],
    ]);
  });

  it('comments only on what broke where the policy says so', async () => {
    const policy = { 'evals/_formative.yml': 'sandbox: off\ncomment: when-broken\n' };
    const opened = await open(pullRequest({ ...policy, ...SAYS }, { 'note.md': 'x' }));
    expect((await act(opened)).code).toBe(0);
    expect(await github.comments(opened.number)).toEqual([]);
    expect((await github.checks(opened.seed.head.sha)).map((one) => one.conclusion)).toEqual(['success']);
  });

  it('is neutral when base has no evals, and shows what the proposed ones did', async () => {
    const opened = await open(pullRequest({ 'say.sh': 'echo hello', ...POLICY }, SAYS));
    const run = await act(opened);
    expect(run.outputs['verdict']).toBe('could-not-tell');
    const [check] = await github.checks(opened.seed.head.sha);
    expect([run.code, check?.conclusion]).toEqual([0, 'neutral']);
    const { proposed } = JSON.parse(readFileSync(run.outputs['result-path'] ?? '', 'utf8')) as Result;
    expect(proposed).toEqual([{ id: 'say/hi', eval: 'say', how: 'added', outcome: 'passed' }]);
    expect((await github.comments(opened.number))[0]?.body).toContain('say/hi');
  });

  it('says what is wrong with the evals of base, as a failed check', async () => {
    const evals = { 'evals/say.yml': 'runn: [sh, say.sh]\ncases: { hi: { stdot: x } }\n' };
    const opened = await open(pullRequest({ ...POLICY, ...evals }, { 'note.md': 'x' }));
    const run = await act(opened);
    expect([run.code, run.outputs['verdict']]).toEqual([1, 'could-not-tell']);
    const [check] = await github.checks(opened.seed.head.sha);
    expect(check?.conclusion).toBe('failure');
    expect(check?.output.text).toContain('evals/say.yml:1:1');
    expect(check?.output.text).toContain('did you mean');
  });

  it('runs in the sandbox that the default policy requires, and names it', async () => {
    const evals = { 'evals/say.yml': 'run: sh say.sh; cat "$0" /proc/[0-9]*/environ\ncases: { hi: {} }\n' };
    const opened = await open(pullRequest({ ...SAYS, ...evals }, { 'note.md': 'x' }));
    const run = await act(opened);
    expect([run.code, run.outputs['verdict']]).toEqual([0, 'nothing-broke']);
    expect((await github.checks(opened.seed.head.sha))[0]?.output.text).toMatch(/sandbox `(sudo )?(unshare|bwrap)`/);
  });
});

describe('a verdict that cannot be posted', () => {
  it('lands in the summary and the exit code when the token may only read, and says how to mend it', async () => {
    const opened = await open(pullRequest({ ...POLICY, ...SAYS }, { 'say.sh': 'exit 1' }), 'stranger');
    const run = await act(opened, { token: 'reads' });
    expect([run.code, run.outputs['verdict'], run.outputs['comment-url']]).toEqual([1, 'broke', '']);
    expect(run.summary).toContain('say/hi');
    expect(run.stdout).toContain('"Forks" in the README');
    expect(await github.comments(opened.number)).toEqual([]);
  });

  it('lands there too when GitHub is down', async () => {
    const opened = await open(pullRequest({ ...POLICY, ...SAYS }, { 'say.sh': 'exit 1' }));
    for (const method of ['GET', 'POST', 'PATCH']) github.fail({ method, path: /./, status: 503, times: 1000 });
    const run = await act(opened);
    expect([run.code, run.outputs['verdict']]).toEqual([1, 'broke']);
    expect(run.summary).toContain('say/hi');
    expect(run.stdout).toContain('::warning::The check could not be posted');
  });

  it('is green all the same when nothing broke', async () => {
    const opened = await open(pullRequest({ ...POLICY, ...SAYS }, { 'note.md': 'x' }));
    const run = await act(opened, { token: 'reads' });
    expect([run.code, run.outputs['verdict']]).toEqual([0, 'nothing-broke']);
  });
});

describe('other occasions', () => {
  it('checks the head of a merge queue, without a comment', async () => {
    const repository = pullRequest({ ...POLICY, ...SAYS }, { 'say.sh': 'exit 1' });
    const base = repository.git('rev-parse', 'main');
    const head = merge(repository);
    github.knows(head);
    const run = await start(repository, 'merge_group', {
      payload: mergeGroupPayload(github.repository, { base, head, number: 1 }),
    });
    expect(run.code).toBe(1);
    expect((await github.checks(head)).map((one) => one.conclusion)).toEqual(['failure']);
  });

  it('refuses an event that it does not handle', async () => {
    const repository = pullRequest({ ...POLICY, ...SAYS }, { 'note.md': 'x' });
    const after = repository.git('rev-parse', 'HEAD');
    const payload = pushPayload(github.repository, { ref: 'refs/heads/main', before: after, after });
    const run = await start(repository, 'push', { payload });
    expect([run.code, run.stdout.includes('does not handle the event push')]).toEqual([1, true]);
  });

  it('names every wrong input at once', async () => {
    const opened = await open(pullRequest({ ...POLICY, ...SAYS }, { 'note.md': 'x' }));
    const run = await act(opened, { mode: 'al', sandbox: 'none', evals: '../x' });
    expect(run.code).toBe(1);
    for (const word of ['mode: expected all', 'sandbox: expected required', 'evals: expected a folder'])
      expect(run.stdout).toContain(word);
  });
});

it("prints nothing of the pull request's own to the log", async () => {
  const hostile = '::set-output name=verdict::nothing-broke\\n##[error]pwned';
  const opened = await open(
    pullRequest({ ...POLICY, ...SAYS }, { 'say.sh': `printf '${hostile}'; echo '::stop-commands::x' >&2` }),
  );
  const run = await act(opened);
  expect(run.outputs['verdict']).toBe('broke');
  expect(run.stdout).not.toMatch(/set-output|##\[|stop-commands/);
});
