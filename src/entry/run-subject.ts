import type { Asked } from '../app/sides.js';
import { UserError } from '../core/errors.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import type { GithubClient } from '../edges/github/client.js';
import { pullOfRun } from '../edges/github/pull-of-run.js';
import type { WorkflowRunEvent } from '../edges/github/workflow-run.js';
import { mergedInto, type Occasion } from './occasion.js';

export interface RunSubject {
  readonly occasion: Occasion;
  readonly asked: Asked;
}

/** A queue's branch is GitHub's own: nobody else can make one, and it names the commit that it was built on. */
const QUEUE = /^gh-readonly-queue\/(.+)\/pr-\d+-([0-9a-f]{40}(?:[0-9a-f]{24})?)$/;

/** What a run was about, from the event and the API. Throws an UnjudgedError where that is nothing any more. */
export async function subjectOf(client: GithubClient, run: WorkflowRunEvent): Promise<RunSubject> {
  switch (run.event) {
    case 'pull_request':
    case 'workflow_dispatch':
      return ofPullRequest(client, run);
    case 'merge_group':
      return ofQueue(run);
    default:
      throw new UserError(`The run was started by ${run.event}, which is not reported on.`, {
        help: 'Let the workflow that runs the evals start on pull_request, merge_group and workflow_dispatch only.',
      });
  }
}

async function ofPullRequest(client: GithubClient, run: WorkflowRunEvent): Promise<RunSubject> {
  const { number, url, baseSha, baseRef, commits, author, body, labels } = await pullOfRun(client, run);
  const opened = {
    opener: { login: author.login, number: author.id, type: author.type },
    branch: run.headBranch,
    body,
    labels,
  };
  const fork = run.headRepository !== run.repository;
  const { headSha, repository, defaultBranch } = run;
  const base = run.event === 'pull_request' ? baseSha : `origin/${baseRef}`;
  return {
    occasion: {
      headSha,
      baseSha,
      baseRef,
      repository,
      pullRequest: { number, url, commits, fork, defaultBranch, opened },
    },
    asked: mergedInto(base, headSha, baseRef),
  };
}

function ofQueue({ headBranch, headSha, repository }: WorkflowRunEvent): RunSubject {
  const [, ref = '', base = ''] = QUEUE.exec(headBranch) ?? [];
  if (base === '') throw new UnjudgedError('not-run', 'The run of a merge queue has a branch that is not a queue’s.');
  const baseRef = `refs/heads/${ref}`;
  return {
    occasion: { headSha, baseSha: base, baseRef, repository },
    asked: { base, head: headSha, exactBase: true, labels: { base: baseRef, head: 'head' } },
  };
}
