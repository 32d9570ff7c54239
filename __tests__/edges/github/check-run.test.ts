import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { CheckAnnotation, CheckDraft, Posted } from '../../../src/app/ports.js';
import { openPage } from '../../../src/edges/github/page.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { callsFromNow, clientOf } from '../../support/github/session.js';
import { userToken, workflowToken } from '../../support/github/world.js';

const BASE = 'a'.repeat(40);
let github: StandIn;
let head: string;
let commits = 0;

beforeAll(async () => {
  github = await startGithub({
    tokens: {
      workflow: workflowToken({ contents: 'read', checks: 'write' }),
      fork: workflowToken({ contents: 'read' }),
      person: userToken('maintainer'),
      app: { kind: 'app', slug: 'acme-evals', permissions: { checks: 'write' } },
    },
  });
});

afterAll(() => github.close());

beforeEach(() => {
  commits += 1;
  head = commits.toString(16).padStart(40, '0');
  github.knows(head);
});

function draft(over: Partial<CheckDraft> = {}): CheckDraft {
  return {
    name: 'formative',
    headSha: head,
    title: 'Nothing broke',
    summary: '12 cases work as before.',
    conclusion: 'success',
    annotations: [],
    ...over,
  };
}

function annotations(count: number): CheckAnnotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: 'src/date.ts',
    startLine: index + 1,
    endLine: index + 1,
    level: 'failure',
    title: 'Breaks cli/dates/strict',
    message: `line ${index + 1}`,
  }));
}

function post(check: CheckDraft, { token = 'workflow', base = BASE } = {}): Promise<Posted> {
  const page = openPage(clientOf(github, token), {
    owner: 'acme',
    repo: 'tools',
    number: 1,
    externalId: `${base}..${check.headSha}`,
    isOurs: () => false,
  });
  return page.check(check);
}

const linesOf = (shown: readonly Readonly<Record<string, unknown>>[] | undefined): unknown[] =>
  (shown ?? []).map((one) => one['start_line']);
const oneTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the check', () => {
  it('is created with everything it says', async () => {
    const posted = await post(draft({ text: 'All of it.', annotations: annotations(1) }));
    const [run, ...others] = await github.checks(head);
    expect(others).toEqual([]);
    expect(posted).toEqual({ kind: 'created', url: run?.html_url });
    expect(run).toMatchObject({
      name: 'formative',
      head_sha: head,
      status: 'completed',
      conclusion: 'success',
      external_id: `${BASE}..${head}`,
      app: { slug: 'github-actions' },
      output: { title: 'Nothing broke', summary: '12 cases work as before.', text: 'All of it.' },
      annotations: [
        {
          path: 'src/date.ts',
          start_line: 1,
          end_line: 1,
          annotation_level: 'failure',
          title: 'Breaks cli/dates/strict',
          message: 'line 1',
        },
      ],
    });
  });

  it.each([
    [0, 0],
    [50, 0],
    [51, 1],
    [120, 2],
  ])('shows all of %d annotations, with %d calls after the first', async (count, more) => {
    const calls = callsFromNow(github);
    await post(draft({ annotations: annotations(count) }));
    const [run] = await github.checks(head);
    expect(linesOf(run?.annotations)).toEqual(oneTo(count));
    expect(calls().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', ...Array<string>(more).fill('PATCH')]);
  });

  it('cuts what GitHub would refuse, never in the middle of a character', async () => {
    await post(draft({ title: 'ü'.repeat(200), summary: '€'.repeat(40_000), text: '🎈'.repeat(40_000) }));
    const [run] = await github.checks(head);
    const { title = '', summary = '', text } = run?.output ?? {};
    expect(title).toBe(`${'ü'.repeat(126)}…`);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(65_530);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/^€+…$/u);
    expect(text).toMatch(/^🎈+…$/u);
  });
});

describe('a rerun', () => {
  it('writes over its own run of the same base and head', async () => {
    await post(draft({ conclusion: 'action_required', title: 'Could not tell' }));
    expect(await post(draft())).toMatchObject({ kind: 'updated' });
    expect(await github.checks(head)).toMatchObject([{ conclusion: 'success', output: { title: 'Nothing broke' } }]);
  });

  it('says no annotation twice, and adds those that are new', async () => {
    await post(draft({ annotations: annotations(60) }));
    await post(draft({ annotations: annotations(130) }));
    const [run, ...others] = await github.checks(head);
    expect(others).toEqual([]);
    expect(linesOf(run?.annotations)).toEqual(oneTo(130));
  });

  it('takes a new run when the old one shows what no longer holds', async () => {
    await post(draft({ conclusion: 'failure', annotations: annotations(2) }));
    expect(await post(draft({ annotations: annotations(1) }))).toMatchObject({ kind: 'created' });
    const runs = await github.checks(head);
    expect(runs.map((run) => [run.conclusion, run.annotations.length])).toEqual([
      ['failure', 2],
      ['success', 1],
    ]);
  });

  it('does not take the old run for the new one whose creation failed', async () => {
    await post(draft({ conclusion: 'failure', annotations: annotations(2) }));
    github.fail({ method: 'POST', path: '/check-runs', status: 502 });
    await post(draft());
    expect((await github.checks(head)).map((run) => run.conclusion)).toEqual(['failure', 'success']);
  });

  it('leaves runs of another base and of another app alone', async () => {
    await post(draft({ conclusion: 'failure' }), { token: 'app' });
    await post(draft({ conclusion: 'neutral' }), { base: 'c'.repeat(40) });
    await post(draft());
    expect((await github.checks(head)).map((run) => [run.app.slug, run.conclusion])).toEqual([
      ['acme-evals', 'failure'],
      ['github-actions', 'neutral'],
      ['github-actions', 'success'],
    ]);
  });
});

describe('a check that cannot be written', () => {
  it.each([
    ['with a read-only token', 'fork', /Resource not accessible by integration/],
    ['with a person’s token', 'person', /authenticate via a GitHub App/],
  ])('is forbidden %s', async (_case, token, why) => {
    expect(await post(draft(), { token })).toEqual({ kind: 'forbidden', why: expect.stringMatching(why) });
  });

  it('is forbidden on a commit that GitHub has not', async () => {
    const unknown = 'f'.repeat(40);
    expect(await post(draft({ headSha: unknown }))).toEqual({
      kind: 'forbidden',
      why: `GitHub answered 422: No commit found for SHA: ${unknown}`,
    });
  });

  it.each([500, 'cut'] as const)('is unavailable after three times %s', async (status) => {
    github.fail({ method: 'POST', path: '/check-runs', status, times: 3 });
    const calls = callsFromNow(github);
    expect(await post(draft())).toMatchObject({ kind: 'unavailable' });
    expect(calls().filter((line) => line.startsWith('POST'))).toHaveLength(3);
    expect(await github.checks(head)).toEqual([]);
  });
});

describe('trying again', () => {
  it('makes no second run when only the answer was lost', async () => {
    github.fail({ method: 'POST', path: '/check-runs', status: 502, carriedOut: true });
    expect(await post(draft())).toMatchObject({ kind: 'created' });
    expect(await github.checks(head)).toHaveLength(1);
  });

  it('appends no annotation twice when only the answer was lost', async () => {
    github.fail({ method: 'PATCH', path: '/check-runs/', status: 'cut', carriedOut: true });
    await post(draft({ annotations: annotations(120) }));
    const [run] = await github.checks(head);
    expect(linesOf(run?.annotations)).toEqual(oneTo(120));
  });
});

it('never asked for anything that GitHub does not describe', () => {
  expect(github.calls.length).toBeGreaterThan(50);
  expect(github.violations()).toEqual([]);
});
