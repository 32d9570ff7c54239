import * as z from 'zod';

import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import { isFor } from './numbered-run.js';
import type { WorkflowRunEvent } from './workflow-run.js';

const Run = z.object({
  id: z.int(),
  workflow_id: z.int(),
  run_number: z.int(),
  run_attempt: z.int().optional(),
  event: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  display_title: z.string().nullish(),
  head_sha: z.string(),
});
type Run = z.infer<typeof Run>;

/** What a run is about. */
interface Subject {
  readonly headSha: string;
  /** Number of the pull request, where it is about one. */
  readonly number: number | undefined;
  /** The newest commit of the default branch. */
  readonly tip: string;
}

/** A run that was skipped (a title was edited) or that waits for an approval says nothing. */
const SILENT: ReadonlySet<unknown> = new Set(['skipped', 'action_required']);

/**
 * Whether a later run or attempt of the same workflow has the answer about the same commit to show: one that has a job, or the one that
 * this run was cancelled for. Of one that only waits nobody knows whether it will not be skipped.
 */
export async function hasNewerRun(client: GithubClient, run: WorkflowRunEvent, about: Subject): Promise<boolean> {
  const isNewer = (it: Run): boolean =>
    it.workflow_id === run.workflowId &&
    !SILENT.has(it.conclusion) &&
    (it.id === run.id ? (it.run_attempt ?? 1) > run.attempt : it.run_number > run.number) &&
    (hasJob(it) || run.conclusion === 'cancelled');
  // A run by hand that was given a number has the commit of the default branch.
  const event = about.headSha === run.headSha ? run.event : 'pull_request';
  const onHead = await runsOf(client, run, { head_sha: about.headSha });
  if (onHead.some((it) => it.event === event && isNewer(it))) return true;
  return about.number !== undefined && (await hasNumbered(client, run, { ...about, number: about.number, isNewer }));
}

/** Whether one was started by hand for the number of this pull request. */
async function hasNumbered(
  client: GithubClient,
  run: WorkflowRunEvent,
  { number, tip, isNewer }: Subject & { readonly number: number; readonly isNewer: (it: Run) => boolean },
): Promise<boolean> {
  const { repository, defaultBranch, createdAt } = run;
  const query = { event: 'workflow_dispatch', branch: defaultBranch, created: `>=${createdAt}` };
  for (const it of (await runsOf(client, run, query)).filter(isNewer)) {
    const started = { event: it.event, title: it.display_title ?? '', headBranch: defaultBranch, headSha: it.head_sha };
    if (await isFor(client, started, { number, repository, defaultBranch, tip })) return true;
  }
  return false;
}

async function runsOf(
  { octokit }: GithubClient,
  { repository }: WorkflowRunEvent,
  query: Readonly<Record<string, string>>,
): Promise<readonly Run[]> {
  const [owner = '', repo = ''] = repository.split('/');
  const where = { owner, repo, per_page: 100, ...query };
  return readAnswer(z.array(Run), await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, where));
}

function hasJob({ status, conclusion }: Run): boolean {
  return typeof conclusion === 'string' || status === 'in_progress';
}
