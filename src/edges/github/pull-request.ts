import * as z from 'zod';

/** A pull request as the API tells of it. */
export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly headSha: string;
  readonly headRef: string;
  /** `owner/name` of the repository that the head is in; undefined where it is gone. */
  readonly headRepository: string | undefined;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly commits: number;
  readonly author: { readonly id: number; readonly login: string; readonly type: string };
  readonly body: string;
  readonly labels: readonly string[];
}

const Head = z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() });

/** What a list tells of it. */
export const ListedPull = z.object({
  number: z.int(),
  state: z.string(),
  closed_at: z.string().nullish(),
  head: Head,
  base: z.object({ sha: z.string(), ref: z.string() }),
});

export const Pull = ListedPull.extend({
  html_url: z.string(),
  commits: z.int(),
  body: z.string().nullish(),
  merge_commit_sha: z.string().nullish(),
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }),
  labels: z.array(z.object({ name: z.string() })),
});

export function pullRequest(pull: z.infer<typeof Pull>): PullRequest {
  const { number, html_url: url, head, base, commits, user: author } = pull;
  return {
    ...{ number, url, commits, author },
    headSha: head.sha,
    headRef: head.ref,
    headRepository: head.repo?.full_name,
    baseSha: base.sha,
    baseRef: base.ref,
    body: pull.body ?? '',
    labels: pull.labels.map(({ name }) => name),
  };
}
