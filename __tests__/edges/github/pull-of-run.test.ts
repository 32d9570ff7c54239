import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { hasNewerRun } from '../../../src/edges/github/newer-run.js';
import { pullOfRun } from '../../../src/edges/github/pull-of-run.js';
import type { WorkflowRunEvent } from '../../../src/edges/github/workflow-run.js';
import { type StandIn, startGithub } from '../../support/github/github.js';
import { clientOf } from '../../support/github/session.js';
import { type PullRequestSeed, workflowToken } from '../../support/github/world.js';

const BASE = 'a'.repeat(40);
const RUN: WorkflowRunEvent = {
  kind: 'workflow-run',
  repository: 'acme/tools',
  id: 1,
  attempt: 1,
  number: 5,
  workflowId: 7,
  defaultBranch: 'main',
  workflowPath: '.github/workflows/formative-run.yml',
  title: 'A change',
  createdAt: '2026-01-01T12:00:00Z',
  event: 'pull_request',
  conclusion: 'success',
  headSha: '',
  headBranch: 'topic',
  headRepository: 'acme/tools',
};
const BEFORE = '2026-01-01T11:00:00Z';
const AFTER = '2026-01-01T13:00:00Z';

let github: StandIn;
let heads = 0;

beforeAll(async () => {
  const token = workflowToken({ actions: 'read', contents: 'read', pull_requests: 'read' });
  github = await startGithub({ tokens: { workflow: token }, people: ['mallory'] });
});

afterAll(() => github.close());

/** A head that no other test has, in a branch of its own. */
function newHead(): { readonly ref: string; readonly sha: string } {
  heads += 1;
  return { ref: `topic-${heads}`, sha: heads.toString(16).padStart(40, '0') };
}

const opened = (head: PullRequestSeed['head'], more: Partial<PullRequestSeed> = {}): Promise<number> =>
  github.pullRequest({ base: { ref: 'main', sha: BASE }, head, ...more });

function found(head: { ref: string; sha: string }, run: Partial<WorkflowRunEvent> = {}) {
  const event = { ...RUN, headSha: head.sha, headBranch: head.ref, ...run };
  return pullOfRun(clientOf(github, 'workflow'), event);
}

describe('the pull request of a run', () => {
  it('is the open one with the same head commit', async () => {
    const head = newHead();
    const number = await opened(head, { author: 'mallory' });
    expect(await found(head)).toMatchObject({
      ...{ number, baseSha: BASE, baseRef: 'main', commits: 1, labels: [] },
      author: { login: 'mallory', type: 'User' },
    });
  });

  it('is told from one of the same commit and branch in another repository', async () => {
    const head = newHead();
    const [own, theirs] = [await opened(head), await opened({ ...head, fork: 'mallory' })];
    expect(await found(head)).toMatchObject({ number: own });
    expect(await found(head, { headRepository: 'mallory/tools' })).toMatchObject({ number: theirs });
  });

  it.each([
    [
      'the head moved',
      (number: number) => {
        github.push(number, 'f'.repeat(40));
      },
    ],
    [
      'it was closed',
      (number: number) => {
        github.shut(number);
      },
    ],
  ])('is none once %s', async (_what, change) => {
    const head = newHead();
    change(await opened(head));
    await expect(found(head)).rejects.toMatchObject({ code: 'superseded' });
  });

  it('is none where the repository of the head is gone', async () => {
    const head = newHead();
    await opened(head);
    await expect(found(head, { headRepository: undefined })).rejects.toMatchObject({ code: 'superseded' });
  });

  it('is not guessed where two have this head', async () => {
    const head = newHead();
    await opened(head);
    await opened(head, { base: { ref: 'other', sha: BASE } });
    await expect(found(head)).rejects.toMatchObject({
      code: 'not-run',
      message: expect.stringMatching(/: #\d+, #\d+\.$/),
    });
  });

  it.each([
    ['refused', AFTER, { code: 'not-run' }],
    ['judged', BEFORE, undefined],
  ])('is %s where another one with another base was closed at %s', async (_how, closedAt, refusal) => {
    const head = newHead();
    const number = await opened(head);
    await opened(head, { base: { ref: 'other', sha: BASE }, closedAt });
    await (refusal === undefined
      ? expect(found(head)).resolves.toMatchObject({ number })
      : expect(found(head)).rejects.toMatchObject(refusal));
  });

  it('is refused once its base was changed since the run began, and judged by a later run', async () => {
    const head = newHead();
    const number = await opened(head);
    github.retarget(number, { ref: 'other', sha: 'e'.repeat(40) });
    await expect(found(head)).rejects.toMatchObject({ code: 'not-run' });
    const createdAt = new Date(Date.now() + 60_000).toISOString();
    expect(await found(head, { createdAt })).toMatchObject({ number, baseRef: 'other' });
  });
});

describe('a newer run', () => {
  const ours = { workflow_id: 7, event: 'pull_request', run_attempt: 1, status: 'in_progress' };

  const isNewerThan = (run: WorkflowRunEvent): Promise<boolean> =>
    hasNewerRun(clientOf(github, 'workflow'), run, { headSha: run.headSha, number: undefined, tip: BASE });

  it.each([
    ['none', false, []],
    ['of the same commit', true, [{ ...ours, run_number: 6 }]],
    ['that is older', false, [{ ...ours, run_number: 4 }]],
    ['of another workflow', false, [{ ...ours, workflow_id: 8, run_number: 6 }]],
    ['by another event', false, [{ ...ours, event: 'merge_group', run_number: 6 }]],
    ['that has ended', true, [{ ...ours, run_number: 6, status: 'completed', conclusion: 'failure' }]],
    ['that was skipped', false, [{ ...ours, run_number: 6, status: 'completed', conclusion: 'skipped' }]],
    ['that waits, and may be skipped', false, [{ ...ours, run_number: 6, status: 'queued', conclusion: null }]],
    [
      'that waits for an approval',
      false,
      [{ ...ours, run_number: 6, status: 'completed', conclusion: 'action_required' }],
    ],
  ])('%s: %s', async (_which, isNewer, runs) => {
    const { sha } = newHead();
    for (const run of runs) github.ran({ ...run, head_sha: sha });
    expect(await isNewerThan({ ...RUN, headSha: sha })).toBe(isNewer);
  });

  it('is one that waits, where this one was cancelled for it', async () => {
    const { sha } = newHead();
    github.ran({ ...ours, run_number: 6, status: 'queued', head_sha: sha });
    const cancelled = { ...RUN, conclusion: 'cancelled', headSha: sha };
    expect(await isNewerThan(cancelled)).toBe(true);
  });

  it.each([
    [1, false],
    [2, true],
  ])('is also a later attempt of the same: attempt %d', async (attempt, isNewer) => {
    const { sha } = newHead();
    const id = github.ran({ ...ours, run_number: 5, run_attempt: attempt, head_sha: sha });
    expect(await isNewerThan({ ...RUN, id, headSha: sha })).toBe(isNewer);
  });

  it('is looked for on every page', async () => {
    const { sha } = newHead();
    for (let count = 0; count < 100; count += 1) github.ran({ ...ours, run_number: 1, head_sha: sha });
    github.ran({ ...ours, run_number: 6, head_sha: sha });
    expect(await isNewerThan({ ...RUN, headSha: sha })).toBe(true);
  });
});
