import * as z from 'zod';

/** A run of the untrusted half's workflow that has ended, as GitHub itself tells of it. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow-run';
  readonly repository: string;
  readonly id: number;
  /** Counts from 1: a run that is started again keeps its id. */
  readonly attempt: number;
  /** Counts the runs of its workflow. */
  readonly number: number;
  readonly workflowId: number;
  readonly defaultBranch: string;
  /** Path of its workflow file. */
  readonly workflowPath: string | undefined;
  /** The text that GitHub lists it by: of a pull request's run its author's words, of a run by hand the workflow file's. */
  readonly title: string;
  /** ISO 8601: of its first attempt. */
  readonly createdAt: string;
  /** What had started it: `pull_request`, `merge_group`, … */
  readonly event: string;
  /** `success`, `failure`, `cancelled`, …; undefined where it has none. */
  readonly conclusion: string | undefined;
  readonly headSha: string;
  readonly headBranch: string;
  /** `owner/name` of the repository that the head is in; undefined where it is gone. */
  readonly headRepository: string | undefined;
}

const Sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

export const WorkflowRunPayload = z.object({
  repository: z.object({ full_name: z.string(), default_branch: z.string() }),
  workflow: z.object({ path: z.string() }).nullish(),
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive(),
    run_number: z.int().positive(),
    workflow_id: z.int().positive(),
    event: z.string(),
    display_title: z.string().nullish(),
    created_at: z.string(),
    conclusion: z.string().nullable(),
    head_sha: Sha,
    head_branch: z.string().nullable(),
    head_repository: z.object({ full_name: z.string() }).nullable(),
  }),
});

export function workflowRun({
  repository,
  workflow,
  workflow_run: run,
}: z.infer<typeof WorkflowRunPayload>): WorkflowRunEvent {
  return {
    kind: 'workflow-run',
    repository: repository.full_name,
    id: run.id,
    attempt: run.run_attempt,
    number: run.run_number,
    workflowId: run.workflow_id,
    workflowPath: workflow?.path,
    title: run.display_title ?? '',
    createdAt: run.created_at,
    defaultBranch: repository.default_branch,
    event: run.event,
    conclusion: run.conclusion ?? undefined,
    headSha: run.head_sha,
    headBranch: run.head_branch ?? '',
    headRepository: run.head_repository?.full_name,
  };
}
