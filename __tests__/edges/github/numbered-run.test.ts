import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { hasNewerRun } from '../../../src/edges/github/newer-run.js';
import { isFor, numberOf } from '../../../src/edges/github/numbered-run.js';
import { pullByNumber } from '../../../src/edges/github/pull-by-number.js';
import { findRun } from '../../../src/edges/github/run-again.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { clientOf } from '../../support/github/session.js';
import { workflowToken } from '../../support/github/world.js';

const [OLDER, TIP, HEAD, MERGE] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
const DEFAULT = { repository: 'acme/tools', defaultBranch: 'main', tip: TIP };
const STARTED = {
  ...{ event: 'workflow_dispatch', title: 'Formative run for pull request 7', headBranch: 'main', headSha: TIP },
};

let github: StandIn;
let number: number;

beforeAll(async () => {
  const token = workflowToken({ actions: 'read', contents: 'read', pull_requests: 'read' });
  github = await startGithub({ tokens: { workflow: token } });
  await github.pullRequest({ base: { ref: 'main', sha: OLDER }, head: { ref: 'before', sha: OLDER } });
  number = await github.pullRequest({ base: { ref: 'main', sha: TIP }, head: { ref: 'topic', sha: HEAD } });
});

afterAll(() => github.close());

const client = () => clientOf(github, 'workflow');

describe('the number that a run by hand was given', () => {
  it.each([
    ['on the newest commit of the default branch', {}],
    ['on an older one', { headSha: OLDER }],
  ])('is believed %s', async (_, over) => {
    expect(await numberOf(client(), { ...STARTED, ...over }, DEFAULT)).toBe(7);
    expect(await isFor(client(), { ...STARTED, ...over }, { ...DEFAULT, number: 7 })).toBe(true);
  });

  it.each([
    ['a pull request has such a title', { event: 'pull_request' }],
    ['a fork’s default branch has such a title', { event: 'pull_request', headSha: HEAD }],
    ['the workflow of another branch says it', { headBranch: 'topic', headSha: HEAD }],
    ['it is a tag that has the default branch’s name', { headSha: HEAD }],
    ['the title is longer', { title: 'x Formative run for pull request 7' }],
    ['there was none', { title: 'Formative run' }],
  ])('is none where %s', async (_, over) => {
    expect(await numberOf(client(), { ...STARTED, ...over }, DEFAULT)).toBeUndefined();
    expect(await isFor(client(), { ...STARTED, ...over }, { ...DEFAULT, number: 7 })).toBe(false);
  });

  it.each(['seven', '0', '-7', '7 ', '7\n8', '1e3', '12345678901', ''])('is refused as %j', async (words) => {
    const started = { ...STARTED, title: `Formative run for pull request ${words}` };
    await expect(numberOf(client(), started, DEFAULT)).rejects.toMatchObject({ code: 'no-pull-request' });
  });
});

describe('the pull request of a number', () => {
  it('comes with GitHub’s merge of its head, and not of an older one', async () => {
    github.merges(number, MERGE, [OLDER, HEAD]);
    expect(await pullByNumber(client(), 'acme/tools', number)).toMatchObject({
      ...{ number, headSha: HEAD, headRef: 'topic', headRepository: 'acme/tools', baseSha: TIP, baseRef: 'main' },
      merge: { sha: MERGE, base: OLDER },
    });
    github.merges(number, MERGE, [TIP, OLDER]);
    expect(await pullByNumber(client(), 'acme/tools', number)).not.toHaveProperty('merge');
  });

  it('is none where it is closed, or an issue’s, or nobody’s', async () => {
    const closed = await github.pullRequest({ base: { ref: 'main', sha: TIP }, head: { ref: 'gone', sha: HEAD } });
    github.shut(closed);
    for (const one of [closed, 999_999]) {
      await expect(pullByNumber(client(), 'acme/tools', one)).rejects.toMatchObject({ code: 'no-pull-request' });
    }
  });
});

describe('a run by hand for a pull request', () => {
  const head = 'e'.repeat(40);
  const run = {
    ...({ kind: 'workflow-run', id: 1, attempt: 1, number: 5, workflowId: 7, workflowPath: undefined } as const),
    ...{ repository: 'acme/tools', defaultBranch: 'main', createdAt: '2026-01-01T12:00:00Z', conclusion: 'success' },
    ...{ headRepository: 'acme/tools', event: 'pull_request', headSha: head, headBranch: 'topic', title: 'A change' },
  };
  const byHand = (pull: number, over: object = {}): number =>
    github.ran({
      ...{ workflow_id: 7, event: 'workflow_dispatch', run_number: 6, status: 'in_progress', head_sha: TIP },
      ...{ head_branch: 'main', display_title: `Formative run for pull request ${pull}`, ...over },
      ...{ created_at: '2026-01-01T12:00:00Z' },
    });

  it.each([
    ['is newer than the one of its head', true, {}],
    ['is not where it began earlier', false, { run_number: 4 }],
    ['is not where it is a tag’s', false, { head_sha: HEAD }],
    ['is not where it only waits', false, { status: 'queued' }],
  ])('%s', async (_, isNewer, over) => {
    const pull = 100 + github.calls.length;
    byHand(pull, over);
    const about = { headSha: head, number: pull, tip: TIP };
    expect(await hasNewerRun(client(), run, about)).toBe(isNewer);
    expect(await hasNewerRun(client(), run, { ...about, number: pull + 1 })).toBe(false);
  });

  it('leaves the answer to a run of the head that began later', async () => {
    const ours = { ...run, event: 'workflow_dispatch', headSha: TIP, headBranch: 'main' };
    const about = { headSha: 'f'.repeat(40), number: 7, tip: TIP };
    expect(await hasNewerRun(client(), ours, about)).toBe(false);
    const later = { workflow_id: 7, event: 'pull_request', run_number: 6, status: 'in_progress' };
    github.ran({ ...later, head_sha: about.headSha });
    expect(await hasNewerRun(client(), ours, about)).toBe(true);
  });

  it('is the one to start again where it judged the head', async () => {
    const id = byHand(7);
    const wanted = { owner: 'acme', repo: 'tools', headSha: head, workflow: 'formative-run.yml' };
    expect(await findRun(client(), { ...wanted, known: id })).toMatchObject({ id });
    expect(await findRun(client(), { ...wanted, known: 999_999 })).toBeUndefined();
    expect(await findRun(client(), { ...wanted, known: byHand(7, { event: 'push' }) })).toBeUndefined();
  });
});
