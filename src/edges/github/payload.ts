import * as z from 'zod';

/** What we read of GitHub's event payloads; they hold far more. */
const Sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const Repository = z.object({ full_name: z.string(), default_branch: z.string() });

export const PullRequestPayload = z.object({
  action: z.string(),
  repository: Repository,
  pull_request: z.object({
    number: z.int().positive(),
    html_url: z.string(),
    title: z.string(),
    body: z.string().nullable(),
    draft: z.boolean(),
    commits: z.int().min(0),
    merge_commit_sha: Sha.nullable(),
    user: z.object({ id: z.int(), login: z.string(), type: z.string() }),
    labels: z.array(z.object({ name: z.string() })),
    head: z.object({ sha: Sha, ref: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
    base: z.object({ sha: Sha, ref: z.string() }),
  }),
});

export const MergeGroupPayload = z.object({
  repository: Repository,
  merge_group: z.object({ head_sha: Sha, head_ref: z.string(), base_sha: Sha, base_ref: z.string() }),
});

export const PushPayload = z.object({ repository: Repository, ref: z.string(), before: Sha, after: Sha });
export const DispatchPayload = z.object({ repository: Repository, ref: z.string() });
