import * as z from 'zod';

import { isForbidden, readAnswer } from './answers.js';
import type { GithubClient } from './client.js';

/** Who writes with our token. */
export type Identity =
  | { readonly kind: 'user'; readonly id: number }
  /** An app's bot. No person can take its login: GitHub allows no brackets in theirs. */
  | { readonly kind: 'app'; readonly login: string };

export interface Author {
  readonly id: number;
  readonly login: string;
}

/** The app behind a workflow's own `GITHUB_TOKEN`. */
export const ACTIONS_APP = 'github-actions';

const User = z.object({ id: z.int() });

/**
 * Asks GitHub who we are. Tokens of apps, a workflow's own among them, may not ask (403): their app is `app`, the slug that
 * the caller knows it by.
 */
export async function whoAmI({ octokit }: GithubClient, app: string): Promise<Identity> {
  try {
    const { data } = await octokit.rest.users.getAuthenticated();
    return { kind: 'user', id: readAnswer(User, data).id };
  } catch (error) {
    if (isForbidden(error)) return { kind: 'app', login: `${app}[bot]` };
    throw error;
  }
}

export function isBy(author: Author | null, us: Identity): boolean {
  if (author === null) return false;
  return us.kind === 'user' ? author.id === us.id : author.login === us.login;
}
