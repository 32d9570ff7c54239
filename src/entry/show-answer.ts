import type { Judged } from '../app/judge.js';
import { publish, type Published } from '../app/publish.js';
import type { GithubClient } from '../edges/github/client.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import { hasNewerRun } from '../edges/github/newer-run.js';
import type { WorkflowRunEvent } from '../edges/github/workflow-run.js';
import { checkNameFor } from './check-name.js';
import type { Occasion } from './occasion.js';
import { subjectOf } from './run-subject.js';
import { pageFor, variable, type Runner } from './runner.js';
import { notedOf } from './said-before.js';

export interface Reporting {
  readonly runner: Runner;
  readonly client: GithubClient;
  readonly run: WorkflowRunEvent;
}

/** The newest commit of the default branch, which is checked out where a run is reported on. */
export function tipOf({ env }: Runner): string {
  return variable(env, 'GITHUB_SHA');
}

/** Whether the answer about this commit is a newer run's to give. */
export function isOthers({ runner, client, run }: Reporting, { headSha, pullRequest }: Occasion): Promise<boolean> {
  return hasNewerRun(client, run, { headSha, number: pullRequest?.number, tip: tipOf(runner) });
}

/**
 * Shows the answer to a run on its pull request. Judging took its time: undefined where a newer run is about the same commit by now,
 * and an UnjudgedError where the pull request has another head.
 */
export async function showAnswer(
  reporting: Reporting,
  occasion: Occasion,
  { result, policy }: Judged,
): Promise<Published | undefined> {
  const { runner, client, run } = reporting;
  if (await isOthers(reporting, occasion)) return undefined;
  if (occasion.pullRequest !== undefined) await refuseOtherHead(reporting, occasion);
  return publish(result, pageFor(client, occasion), {
    checkName: await checkNameFor(client, occasion, runner.inputs.checkName),
    headSha: occasion.headSha,
    comment: occasion.pullRequest === undefined ? 'none' : policy.comment,
    ...(policy.handBack && { handBack: policy.handBack }),
    ...notedOf(runner, run.id),
  });
}

/** A run that was given a number has no head of its own to be looked for by. */
async function refuseOtherHead({ runner, client, run }: Reporting, { headSha }: Occasion): Promise<void> {
  const { occasion } = await subjectOf(client, run, tipOf(runner));
  if (occasion.headSha !== headSha)
    throw new UnjudgedError('superseded', `The pull request is at ${occasion.headSha} by now.`);
}
