import * as z from 'zod';

import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import { isBy, type Identity } from './identity.js';

const Reaction = z.object({
  content: z.string(),
  user: z.object({ id: z.int() }).nullable(),
});

interface CommentPlace {
  readonly owner: string;
  readonly repo: string;
  readonly comment: number;
}

type Content = 'eyes' | 'rocket' | 'confused';

/** Puts a reaction on a comment. GitHub keeps one of each kind for one person. */
export async function react(client: GithubClient, place: CommentPlace, content: Content): Promise<void> {
  const { owner, repo, comment } = place;
  await client.octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content });
}

/** The reactions that we left on a comment. */
export async function ownReactions(
  { octokit }: GithubClient,
  { owner, repo, comment }: CommentPlace,
  us: Identity,
): Promise<readonly string[]> {
  const pages = await octokit.paginate(octokit.rest.reactions.listForIssueComment, {
    owner,
    repo,
    comment_id: comment,
    per_page: 100,
  });
  return readAnswer(z.array(Reaction), pages)
    .filter(({ user }) => isBy(user, us))
    .map(({ content }) => content);
}
