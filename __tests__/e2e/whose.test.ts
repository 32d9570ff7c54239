import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { removeRun, runAction, type ActionRun } from '../support/action-run.js';
import { formative, pullRequest } from '../support/cli.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { pullRequestPayload, type PullRequestFacts } from '../support/github/payloads.js';
import { workflowToken } from '../support/github/world.js';
import { removeTemporaries, temporaryFolder, TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(180_000);

const SAYS = {
  'evals/_formative.yml':
    'sandbox: off\nfor: agents\nagents: { allow-extra: [{ name: our-bot, login: "acme-bot[bot]" }] }\n',
  'say.sh': 'echo hello',
  'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};

let github: StandIn;
const runs: ActionRun[] = [];

beforeEach(async () => {
  github = await startGithub({
    tokens: { writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }) },
  });
});

afterEach(async () => {
  await github.close();
  await Promise.all(runs.splice(0).map(removeRun));
});

afterAll(removeTemporaries);

/** The action on a pull request that breaks what its base's eval checks, with more facts about who opened it. */
async function act(facts: Partial<PullRequestFacts>) {
  const repository = pullRequest(SAYS, { 'say.sh': 'echo goodbye' });
  const [base, head] = ['main', 'topic'].map((ref) => ({ ref, sha: repository.git('rev-parse', ref) }));
  const seed = { base: base!, head: head! };
  const number = await github.pullRequest(seed);
  const payload = pullRequestPayload({ ...seed, number, repository: github.repository, body: '', ...facts });
  repository.git('switch', '-q', '--detach', 'topic');
  const run = await runAction({
    ...{ workspace: repository.root, eventName: 'pull_request', payload, sha: seed.head.sha, apiUrl: github.url },
    inputs: { token: 'writes' },
  });
  runs.push(run);
  const [check] = await github.checks(seed.head.sha);
  return { run, check, comments: await github.comments(number) };
}

describe('the action, where the policy is for agents', () => {
  it('passes a pull request without marks at once, and says how to have it judged', async () => {
    const { run, check, comments } = await act({});
    expect([run.code, run.outputs['verdict'], comments]).toEqual([0, 'could-not-tell', []]);
    expect(check).toMatchObject({
      conclusion: 'success',
      output: { title: "not an agent's pull request: nothing was run" },
    });
    expect(run.summary).toContain('give it the label `formative`');
  });

  it.each([
    ['with the label', { labels: ['formative'] }],
    ['opened by an agent', { author: { id: 158243242, login: 'devin-ai-integration[bot]', type: 'Bot' as const } }],
    ['opened by an agent of its own', { author: { id: 7, login: 'acme-bot[bot]', type: 'Bot' as const } }],
    ['with an agent’s footer', { body: 'Text\n\nMade with [Cursor](https://cursor.com)' }],
  ])('judges one %s', async (_, facts) => {
    const { run, check, comments } = await act(facts);
    expect([run.code, check?.conclusion, comments.length]).toEqual([1, 'failure', 1]);
    if (!('labels' in facts)) expect(comments[0]?.body).toContain('**Agent**');
  });
});

describe('formative whose', () => {
  function withTrailer(): TemporaryRepository {
    const repository = new TemporaryRepository();
    repository.commit('base', { a: '1' });
    repository.git('switch', '-q', '-c', 'codex/topic');
    repository.commit('One\n\nCo-authored-by: Codex <noreply@openai.com>', { a: '2' });
    return repository;
  }

  it('names the agent of the commits that HEAD has, with the evidence', async () => {
    const { root } = withTrailer();
    const run = await formative(root, 'whose');
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain('OpenAI Codex: certain');
    expect(run.stdout).toMatch(/co-author +Codex <noreply@openai\.com> +codex-noreply \(B\)/);
    const json = await formative(root, 'whose', '--json', '-');
    expect(JSON.parse(json.stdout)).toMatchObject({ primary: 'codex', share: { marked: 1, all: 1 } });
  });

  it('answers one line for each of a file, in its order', async () => {
    const folder = new TemporaryRepository(temporaryFolder());
    folder.write('rows.jsonl', '{"source":"a","branch":"codex/x"}\n\n{"source":"b"}\n');
    const run = await formative(folder.root, 'whose', '--jsonl', 'rows.jsonl');
    const answers = run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { source: string; primary: unknown });
    expect(answers.map(({ source, primary }) => [source, primary])).toEqual([
      ['a', 'codex'],
      ['b', null],
    ]);
  });

  it.each([
    ['lines that are wrong, all at once', ['--jsonl', 'bad.jsonl'], /bad\.jsonl:1: .*\nbad\.jsonl:2: /],
    ['a file that is not there', ['--jsonl', 'none.jsonl'], /none\.jsonl could not be read/],
    ['a commit that nobody made', ['--head', 'nowhere'], /no commit "nowhere"/],
    ['both of its forms at once', ['--jsonl', 'bad.jsonl', '--base', 'main'], /--base has no meaning beside it/],
  ])('refuses %s', async (_, args, message) => {
    const repository = withTrailer();
    repository.write('bad.jsonl', 'nope\n{"source":1}\n{"source":"ok"}\n');
    const run = await formative(repository.root, 'whose', ...args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(message);
  });
});
