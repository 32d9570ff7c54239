import * as z from 'zod';

import type { Posted } from '../../app/ports.js';
import { posting, readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';
import { createOnce } from './create-once.js';
import { isBy, type Identity } from './identity.js';

export interface Conversation {
  readonly owner: string;
  readonly repo: string;
  /** The pull request's number. */
  readonly number: number;
}

export interface CommentDraft {
  /** Makes the body, from the one that stands there. */
  readonly draw: (earlier: string | undefined) => string;
  /** Who writes with our token: only their comments are ever touched. */
  readonly us: Identity;
  /** `if-there`: only where a comment of ours stands already, so as to turn an old red one green. */
  readonly when: 'always' | 'if-there';
  /** Whether a body carries our marker. */
  isOurs(body: string): boolean;
}

interface Writing extends CommentDraft {
  readonly body: string;
}

const Comment = z.object({
  id: z.int(),
  body: z.string().default(''),
  html_url: z.string(),
  user: z.object({ id: z.int() }).nullable(),
});

type Comment = z.infer<typeof Comment>;

/**
 * Leaves exactly one comment of ours with this body: the oldest that we wrote and that carries our marker is edited in place.
 * A comment with our marker by anyone else is theirs, whatever it says.
 */
export function upsertComment(client: GithubClient, where: Conversation, draft: CommentDraft): Promise<Posted> {
  return posting(async () => {
    const own = await findOwn(client, where, draft);
    const body = draft.draw(own?.body);
    if (own?.body === body) return { kind: 'unchanged', url: own.html_url };
    const updated = own === undefined ? undefined : await update(client, where, { ...own, body });
    if (updated !== undefined) return updated;
    if (draft.when === 'if-there') return { kind: 'skipped', why: 'there is no comment of ours to edit' };
    return create(client, where, { ...draft, body });
  });
}

/** The oldest comment of ours with our marker. */
export async function findOwn(
  client: GithubClient,
  where: Conversation,
  draft: Pick<CommentDraft, 'us' | 'isOurs'>,
): Promise<Comment | undefined> {
  return (await allOwn(client, where, draft))[0];
}

/** All of them, oldest first. */
export async function allOwn(
  client: GithubClient,
  where: Conversation,
  draft: Pick<CommentDraft, 'us' | 'isOurs'>,
): Promise<readonly Comment[]> {
  const { owner, repo, number } = where;
  const { octokit } = client;
  const pages = await octokit.paginate(octokit.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return readAnswer(z.array(Comment), pages)
    .filter(({ user, body }) => isBy(user, draft.us) && draft.isOurs(body))
    .sort((one, other) => one.id - other.id);
}

/** Answers undefined when somebody deleted the comment since we saw it. */
async function update({ octokit }: GithubClient, where: Conversation, comment: Comment): Promise<Posted | undefined> {
  const { owner, repo } = where;
  try {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: comment.id, body: comment.body });
    return { kind: 'updated', url: comment.html_url };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

/** Creates a comment of ours once, also where GitHub loses the answer. */
export async function create(
  client: GithubClient,
  where: Conversation,
  draft: Omit<Writing, 'draw' | 'when'>,
): Promise<Posted> {
  const { owner, repo, number } = where;
  const created = await createOnce(client, {
    create: async () => {
      const { data } = await client.octokit.rest.issues.createComment({
        owner,
        repo,
        issue_number: number,
        body: draft.body,
        request: { retries: 0 },
      });
      return readAnswer(Comment, data);
    },
    find: () => findOwn(client, where, draft),
  });
  return { kind: 'created', url: created.html_url };
}
