import * as z from 'zod';

import type { Permission, Spoken } from '../../core/commands/standing.js';
import { failureWords, readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';
import type { Conversation } from './comments.js';

const Time = z.iso.datetime().transform((text) => Math.floor(Date.parse(text) / 1000));

const Answer = z.object({
  id: z.int(),
  body: z.string().default(''),
  html_url: z.string(),
  issue_url: z.string(),
  created_at: Time,
  updated_at: Time,
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullable(),
  performed_via_github_app: z.unknown().optional(),
});

/** A comment of this conversation as it stands now; undefined where it is gone, belongs elsewhere, or its author is gone. */
export async function readSpoken(client: GithubClient, where: Conversation, id: number): Promise<Spoken | undefined> {
  const { owner, repo } = where;
  try {
    const { data } = await client.octokit.rest.issues.getComment({ owner, repo, comment_id: id });
    return spokenOf(data, where);
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
    throw error;
  }
}

/** The comments of this conversation since a time in seconds. */
export async function spokenSince(
  client: GithubClient,
  where: Conversation,
  seconds: number,
): Promise<readonly Spoken[]> {
  const { owner, repo, number } = where;
  const since = new Date(seconds * 1000).toISOString();
  const { octokit } = client;
  const query = { owner, repo, issue_number: number, since, per_page: 100 };
  const pages: readonly unknown[] = await octokit.paginate(octokit.rest.issues.listComments, query);
  return pages.flatMap((one) => spokenOf(one, where) ?? []);
}

/** What GitHub says that somebody may do here; whatever goes wrong, nothing. */
export async function permissionOf(
  { octokit }: GithubClient,
  { owner, repo }: Conversation,
  login: string,
): Promise<Permission> {
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login });
    return readAnswer(z.object({ permission: z.enum(['admin', 'write', 'read', 'none']) }), data).permission;
  } catch (error) {
    if (failureWords(error) === undefined) throw error;
    return 'none';
  }
}

function spokenOf(data: unknown, { number }: Conversation): Spoken | undefined {
  const comment = readAnswer(Answer, data);
  const { id, body, html_url: url, issue_url: issue, created_at: created, updated_at: updated, user } = comment;
  if (user === null || !issue.endsWith(`/issues/${number}`)) return undefined;
  const throughApp = comment.performed_via_github_app !== undefined && comment.performed_via_github_app !== null;
  return { id, body, url, created, updated, author: user, throughApp };
}
