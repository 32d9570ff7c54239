import type { Judged } from '../app/judge.js';
import { publish, type Published } from '../app/publish.js';
import type { GithubClient } from '../edges/github/client.js';
import { hasNewerRun } from '../edges/github/newer-run.js';
import type { WorkflowRunEvent } from '../edges/github/workflow-run.js';
import { checkNameFor } from './check-name.js';
import type { Occasion } from './occasion.js';
import { subjectOf } from './run-subject.js';
import { pageFor, type Runner } from './runner.js';
import { notedOf } from './said-before.js';

export interface Reporting {
  readonly runner: Runner;
  readonly client: GithubClient;
  readonly run: WorkflowRunEvent;
}

/**
 * Shows the answer to a run on its pull request. Judging took its time: undefined where a newer run is about the same commit by now,
 * and an UnjudgedError where the pull request has another head.
 */
export async function showAnswer(
  { runner, client, run }: Reporting,
  occasion: Occasion,
  { result, policy }: Judged,
): Promise<Published | undefined> {
  if (await hasNewerRun(client, run)) return undefined;
  if (occasion.pullRequest !== undefined) await subjectOf(client, run);
  return publish(result, pageFor(client, occasion), {
    checkName: await checkNameFor(client, occasion, runner.inputs.checkName),
    headSha: occasion.headSha,
    comment: occasion.pullRequest === undefined ? 'none' : policy.comment,
    ...(policy.handBack && { handBack: policy.handBack }),
    ...notedOf(runner, run.id),
  });
}
