import * as z from 'zod';

/** Somebody wrote, edited or deleted a comment. */
export interface IssueCommentEvent {
  readonly kind: 'issue-comment';
  /** `created`, `edited`, `deleted`. */
  readonly action: string;
  readonly repository: string;
  /** Of the issue, or of the pull request. */
  readonly number: number;
  readonly onPullRequest: boolean;
  readonly comment: { readonly id: number; readonly body: string };
}

export const IssueCommentPayload = z.object({
  action: z.string(),
  repository: z.object({ full_name: z.string() }),
  issue: z.object({ number: z.int().positive(), pull_request: z.object({}).nullish() }),
  comment: z.object({ id: z.int().positive(), body: z.string() }),
});

export function issueComment({
  action,
  repository,
  issue,
  comment,
}: z.infer<typeof IssueCommentPayload>): IssueCommentEvent {
  return {
    kind: 'issue-comment',
    action,
    repository: repository.full_name,
    number: issue.number,
    onPullRequest: issue.pull_request !== undefined && issue.pull_request !== null,
    comment: { id: comment.id, body: comment.body },
  };
}
