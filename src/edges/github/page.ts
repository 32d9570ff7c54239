import type { PullRequestPage } from '../../app/ports.js';
import { posting } from './answers.js';
import { postCheck } from './check-run.js';
import type { GithubClient } from './client.js';
import { upsertComment } from './comments.js';
import { ACTIONS_APP, whoAmI } from './identity.js';

export interface PageOptions {
  readonly owner: string;
  readonly repo: string;
  /** The pull request's number. */
  readonly number: number;
  /** `BASE..HEAD`, full shas: see CheckPlace. */
  readonly externalId: string;
  /** Whether a comment's body carries our marker. */
  isOurs(body: string): boolean;
  /** Slug of the app that the token belongs to, where it is not a workflow's own token. */
  readonly app?: string;
}

/** The pull request on GitHub, as the application wants it: one comment and one check, and never an exception for a no. */
export function openPage(client: GithubClient, options: PageOptions): PullRequestPage {
  return {
    comment: (body) =>
      posting(async () => {
        const us = await whoAmI(client, options.app ?? ACTIONS_APP);
        return upsertComment(client, options, { body, us, isOurs: (text) => options.isOurs(text) });
      }),
    check: (draft) => postCheck(client, options, draft),
  };
}
