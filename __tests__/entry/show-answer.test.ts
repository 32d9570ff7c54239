import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { DEFAULT_POLICY } from '../../src/core/evals/policy.js';
import { UnjudgedError } from '../../src/core/verdict/unjudged.js';
import type { WorkflowRunEvent } from '../../src/edges/github/workflow-run.js';
import type { Inputs } from '../../src/entry/inputs.js';
import { subjectOf } from '../../src/entry/run-subject.js';
import { showAnswer } from '../../src/entry/show-answer.js';
import { type StandIn, startGithub } from '../support/github/github.js';
import { clientOf } from '../support/github/session.js';
import { workflowToken } from '../support/github/world.js';
import { aBreak, aResult, strictBreak } from '../support/results.js';

jest.setTimeout(120_000);

const BASE = 'a'.repeat(40);
const WORKFLOW = 7;
let github: StandIn;
let heads = 0;

beforeAll(async () => {
  const rights = { actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' } as const;
  github = await startGithub({ tokens: { workflow: workflowToken(rights) } });
});

afterAll(() => github.close());

const newSha = (): string => (heads += 1).toString(16).padStart(40, '0');

/**
 * `old` is of the first push. `newer` is of the second, and was started once more: `newest`. `given` was started by hand, for the
 * number of the pull request, between the two.
 */
type Name = 'old' | 'given' | 'newer' | 'newest';
type Happening = Name | 'push';

/** The three runs of a pull request, whose second push comes when it is told. */
async function race(happenings: readonly (Happening | readonly Name[])[]) {
  const [first, second] = [newSha(), newSha()];
  const head = { ref: `topic-${heads}`, sha: first };
  const number = await github.pullRequest({ base: { ref: 'main', sha: BASE }, head });
  const started = (headSha: string, count: number): WorkflowRunEvent => {
    const about = { workflow_id: WORKFLOW, event: 'pull_request', head_sha: headSha, status: 'in_progress' };
    const run = { ...about, run_number: count, run_attempt: 1 };
    return { ...RUN, id: github.ran(run), number: count, headSha, headBranch: head.ref };
  };
  const given = (count: number): WorkflowRunEvent => {
    const title = `Formative run for pull request ${number}`;
    const about = { event: 'workflow_dispatch', head_sha: BASE, head_branch: 'main', display_title: title };
    const id = github.ran({
      ...about,
      workflow_id: WORKFLOW,
      run_number: count,
      run_attempt: 1,
      status: 'in_progress',
    });
    const by = { event: 'workflow_dispatch', headSha: BASE, headBranch: 'main', title };
    return { ...RUN, ...by, id, number: count };
  };
  const runs: Partial<Record<Name, WorkflowRunEvent>> = { old: started(first, 1), given: given(2) };
  for (const happening of happenings) {
    if (happening === 'push') {
      github.push(number, second);
      runs.newer = started(second, 3);
      runs.newest = started(second, 4);
    } else await Promise.all([happening].flat().map((name) => finish(name, runs[name])));
  }
  const comments = await github.comments(number);
  const checks = await github.checks(second);
  return {
    comments: comments.map(({ body }) => [body.includes(`head=${second}`), body.includes('✅')]),
    checks: checks.map(({ conclusion }) => conclusion),
  };
}

/** What a run does at its end: only the newest one found that nothing broke. */
async function finish(name: Name, run: WorkflowRunEvent | undefined): Promise<void> {
  if (run === undefined) throw new Error(`There is no run ${name} yet.`);
  const client = clientOf(github, 'workflow');
  const runner = { env: { GITHUB_RUN_ID: String(run.id), GITHUB_SHA: BASE }, version: '1', inputs: INPUTS };
  const about = { head: { sha: run.headSha, tree: BASE, label: 'head' } };
  const result = name === 'newest' ? aResult([], about) : aBreak([strictBreak()], about);
  try {
    const { occasion } = await subjectOf(client, run, BASE);
    await showAnswer({ runner, client, run }, occasion, { result, policy: DEFAULT_POLICY });
  } catch (error) {
    if (!(error instanceof UnjudgedError)) throw error;
  }
}

const INPUTS: Inputs = {
  ...({ mode: 'report', token: 'workflow', folder: 'evals', sandbox: 'off' } as const),
  ...{ checkName: 'formative', workflow: 'formative-run.yml' },
};
const RUN: WorkflowRunEvent = {
  ...{ kind: 'workflow-run', repository: 'acme/tools', id: 0, attempt: 1, number: 1, workflowId: WORKFLOW },
  ...{
    defaultBranch: 'main',
    workflowPath: undefined,
    title: '',
    createdAt: '2026-01-01T12:00:00Z',
    event: 'pull_request',
  },
  ...{ conclusion: 'success', headSha: '', headBranch: '', headRepository: 'acme/tools' },
};

describe('two pushes and three runs', () => {
  it.each<readonly (Happening | readonly Name[])[]>([
    ['old', 'push', 'newer', 'newest'],
    ['old', 'push', 'newest', 'newer'],
    ['push', 'old', 'newer', 'newest'],
    ['push', 'old', 'newest', 'newer'],
    ['push', 'newer', 'old', 'newest'],
    ['push', 'newest', 'old', 'newer'],
    ['push', 'newer', 'newest', 'old'],
    ['push', 'newest', 'newer', 'old'],
    ['push', ['old', 'newer', 'newest']],
    ['push', ['newest', 'newer', 'old']],
    ['old', 'push', ['newest', 'newer', 'newer']],
    ['given', 'old', 'push', 'newest', 'newer'],
    ['push', 'given', 'newer', 'old', 'newest'],
    ['push', 'newest', 'given', 'newer', 'old'],
    ['push', ['given', 'newest', 'newer', 'old']],
  ])('%s, %s, %s, %s: the comment and the check are those of the newest', async (...happenings) => {
    expect(await race(happenings)).toEqual({ comments: [[true, true]], checks: ['success'] });
  });
});
