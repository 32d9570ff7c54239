import * as z from 'zod';

import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import type { WorkflowRunEvent } from './workflow-run.js';

const Run = z.object({
  id: z.int(),
  workflow_id: z.int(),
  run_number: z.int(),
  run_attempt: z.int().optional(),
  event: z.string(),
  conclusion: z.string().nullish(),
});

/**
 * Whether a later run or attempt of the same workflow is about the same commit: then its answer is the one to show. One that was skipped
 * (a title was edited) has none.
 */
export async function hasNewerRun({ octokit }: GithubClient, run: WorkflowRunEvent): Promise<boolean> {
  const [owner = '', repo = ''] = run.repository.split('/');
  const pages = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, {
    owner,
    repo,
    head_sha: run.headSha,
    per_page: 100,
  });
  const same = readAnswer(z.array(Run), pages).filter(
    (it) => it.workflow_id === run.workflowId && it.event === run.event && it.conclusion !== 'skipped',
  );
  return same.some((it) => (it.id === run.id ? (it.run_attempt ?? 1) > run.attempt : it.run_number > run.number));
}
