import { visible } from '../core/report/verbatim.js';
import type { GithubClient } from '../edges/github/client.js';
import { isGuarded } from '../edges/github/guarded-branch.js';
import type { Occasion } from './occasion.js';

/** Characters of a branch's name that are shown. */
const MOST = 80;

/**
 * The name of the check. A check belongs to a commit, whichever branch it was judged against: without a name of its own, an answer
 * against a branch that its author may write would still stand there once the pull request is turned to the default branch.
 */
export async function checkNameFor(client: GithubClient, occasion: Occasion, name: string): Promise<string> {
  const { pullRequest, repository, baseRef } = occasion;
  if (pullRequest === undefined) return name;
  const { defaultBranch } = pullRequest;
  const guarded = await isGuarded(client, { repository, branch: baseRef, defaultBranch });
  return guarded ? name : `${name} (into ${visible(baseRef, MOST)})`;
}
