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
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
});

/** A run that was skipped (a title was edited) or that waits for an approval says nothing. */
const SILENT: ReadonlySet<unknown> = new Set(['skipped', 'action_required']);

/**
 * Whether a later run or attempt of the same workflow has the answer about the same commit to show: one that has a job, or the one that
 * this run was cancelled for. Of one that only waits nobody knows whether it will not be skipped.
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
    (it) => it.workflow_id === run.workflowId && it.event === run.event && !SILENT.has(it.conclusion),
  );
  const newer = same.filter((it) =>
    it.id === run.id ? (it.run_attempt ?? 1) > run.attempt : it.run_number > run.number,
  );
  return newer.some((it) => hasJob(it) || run.conclusion === 'cancelled');
}

function hasJob({ status, conclusion }: z.infer<typeof Run>): boolean {
  return typeof conclusion === 'string' || status === 'in_progress';
}
