import * as z from 'zod';

import { UserError } from '../../core/errors.js';
import { checkRun, CheckRunPayload, type CheckRunEvent } from './check-run-event.js';
import { issueComment, IssueCommentPayload, type IssueCommentEvent } from './issue-comment.js';
import { DispatchPayload, MergeGroupPayload, PullRequestPayload, PushPayload } from './payload.js';
import { workflowRun, WorkflowRunPayload, type WorkflowRunEvent } from './workflow-run.js';

interface PullRequestEvent {
  readonly kind: 'pull-request';
  /** `opened`, `synchronize`, … */
  readonly action: string;
  /** `owner/name` of the repository that the pull request is made to. */
  readonly repository: string;
  readonly number: number;
  readonly url: string;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly defaultBranch: string;
  /** The head is not in this repository, or its repository is gone: the token cannot write. */
  readonly fork: boolean;
  readonly draft: boolean;
  readonly author: { readonly id: number; readonly login: string; readonly type: string };
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  /** How many commits the pull request has. */
  readonly commits: number;
  /** GitHub's trial merge of head into base, where it could make one. It may be older than the head. */
  readonly mergeSha?: string;
}

interface MergeGroupEvent {
  readonly kind: 'merge-group';
  readonly repository: string;
  readonly headSha: string;
  readonly headRef: string;
  readonly baseSha: string;
  readonly baseRef: string;
}

interface PushEvent {
  readonly kind: 'push';
  readonly repository: string;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly defaultBranch: string;
}

interface DispatchEvent {
  readonly kind: 'workflow-dispatch';
  readonly repository: string;
  readonly ref: string;
  readonly defaultBranch: string;
}

export type GithubEvent =
  | PullRequestEvent
  | MergeGroupEvent
  | PushEvent
  | DispatchEvent
  | WorkflowRunEvent
  | IssueCommentEvent
  | CheckRunEvent
  /** An event that we have no business with. */
  | { readonly kind: 'other'; readonly name: string };

/**
 * Reads the payload of the event `name` (`GITHUB_EVENT_NAME`, and the JSON in the file at `GITHUB_EVENT_PATH`).
 * Throws a UserError that names every field it cannot read.
 */
export function readEvent(name: string, payload: unknown): GithubEvent {
  switch (name) {
    case 'pull_request':
      return pullRequest(parse(PullRequestPayload, name, payload));
    case 'merge_group':
      return mergeGroup(parse(MergeGroupPayload, name, payload));
    case 'push':
      return push(parse(PushPayload, name, payload));
    case 'workflow_dispatch': {
      const { repository, ref } = parse(DispatchPayload, name, payload);
      return {
        kind: 'workflow-dispatch',
        repository: repository.full_name,
        ref,
        defaultBranch: repository.default_branch,
      };
    }
    case 'issue_comment':
      return issueComment(parse(IssueCommentPayload, name, payload));
    case 'check_run':
      return checkRun(parse(CheckRunPayload, name, payload));
    case 'workflow_run':
      return workflowRun(parse(WorkflowRunPayload, name, payload));
    default:
      return { kind: 'other', name };
  }
}

function parse<T>(schema: z.ZodType<T>, name: string, payload: unknown): T {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new UserError(`The payload of the event ${name} is not what GitHub sends:\n${z.prettifyError(parsed.error)}`, {
    help: 'Run the action from a workflow that GitHub started, or check the file at GITHUB_EVENT_PATH.',
  });
}

function pullRequest({ action, repository, pull_request: pull }: z.infer<typeof PullRequestPayload>): PullRequestEvent {
  const { id, login, type } = pull.user;
  return {
    kind: 'pull-request',
    action,
    repository: repository.full_name,
    number: pull.number,
    url: pull.html_url,
    headSha: pull.head.sha,
    headRef: pull.head.ref,
    baseSha: pull.base.sha,
    baseRef: pull.base.ref,
    defaultBranch: repository.default_branch,
    fork: pull.head.repo?.full_name !== repository.full_name,
    draft: pull.draft,
    author: { id, login, type },
    title: pull.title,
    body: pull.body ?? '',
    labels: pull.labels.map((label) => label.name),
    commits: pull.commits,
    ...(pull.merge_commit_sha === null ? {} : { mergeSha: pull.merge_commit_sha }),
  };
}

function mergeGroup({ repository, merge_group: group }: z.infer<typeof MergeGroupPayload>): MergeGroupEvent {
  return {
    kind: 'merge-group',
    repository: repository.full_name,
    headSha: group.head_sha,
    headRef: group.head_ref,
    baseSha: group.base_sha,
    baseRef: group.base_ref,
  };
}

function push({ repository, ref, before, after }: z.infer<typeof PushPayload>): PushEvent {
  return {
    kind: 'push',
    repository: repository.full_name,
    ref,
    before,
    after,
    defaultBranch: repository.default_branch,
  };
}
