import type { Asked } from '../app/sides.js';
import { UserError } from '../core/errors.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import type { GithubClient } from '../edges/github/client.js';
import { numberOf } from '../edges/github/numbered-run.js';
import { pullByNumber } from '../edges/github/pull-by-number.js';
import { pullOfRun } from '../edges/github/pull-of-run.js';
import type { WorkflowRunEvent } from '../edges/github/workflow-run.js';
import { mergedInto, occasionOfPull, type Occasion } from './occasion.js';

export interface RunSubject {
  readonly occasion: Occasion;
  readonly asked: Asked;
  /** The number of the pull request, where that is all that the run was given. */
  readonly prNumber?: number;
}

/** A queue's branch is GitHub's own: nobody else can make one, and it names the commit that it was built on. */
const QUEUE = /^gh-readonly-queue\/(.+)\/pr-\d+-([0-9a-f]{40}(?:[0-9a-f]{24})?)$/;

/**
 * What a run was about, from the event and the API. `tip` is the newest commit of the default branch. Throws an UnjudgedError where that
 * is nothing any more.
 */
export async function subjectOf(client: GithubClient, run: WorkflowRunEvent, tip: string): Promise<RunSubject> {
  switch (run.event) {
    case 'pull_request':
      return ofHead(client, run);
    case 'workflow_dispatch': {
      const number = await numberOf(client, run, { ...run, tip });
      return number === undefined ? ofHead(client, run) : ofNumber(client, run, number);
    }
    case 'merge_group':
      return ofQueue(run);
    default:
      throw new UserError(`The run was started by ${run.event}, which is not reported on.`, {
        help: 'Let the workflow that runs the evals start on pull_request, merge_group and workflow_dispatch only.',
      });
  }
}

async function ofHead(client: GithubClient, run: WorkflowRunEvent): Promise<RunSubject> {
  const pull = await pullOfRun(client, run);
  const { baseSha, baseRef, headSha } = pull;
  const base = run.event === 'pull_request' ? baseSha : `origin/${baseRef}`;
  return { occasion: occasionOfPull(pull, run), asked: mergedInto(base, headSha, baseRef) };
}

/** The run had no head of its own: it took the merge that GitHub had made of the pull request. */
async function ofNumber(client: GithubClient, run: WorkflowRunEvent, number: number): Promise<RunSubject> {
  const { merge, ...pull } = await pullByNumber(client, run.repository, number);
  const { baseSha, baseRef, headSha } = pull;
  const base = merge?.base ?? `origin/${baseRef}`;
  const occasion = occasionOfPull({ ...pull, baseSha: merge?.base ?? baseSha }, run);
  return { occasion, asked: mergedInto(base, headSha, baseRef), prNumber: number };
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
