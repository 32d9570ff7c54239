import * as z from 'zod';

import { readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';
import { isBy, whoAmI } from './identity.js';
import { ListedPull } from './pull-request.js';

/** Whether an app is the one that our token is of. */
export async function isOwnApp(client: GithubClient, slug: string): Promise<boolean> {
  try {
    const { data } = await client.octokit.rest.users.getByUsername({ username: `${slug}[bot]` });
    return isBy(readAnswer(z.object({ id: z.int() }), data), await whoAmI(client));
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return false;
  }
}

/** Number of an open pull request that has this commit as its head. */
export async function pullOfHead(
  { octokit }: GithubClient,
  repository: string,
  headSha: string,
): Promise<number | undefined> {
  const [owner = '', repo = ''] = repository.split('/');
  const query = { owner, repo, commit_sha: headSha, per_page: 100 };
  const pages = await octokit.paginate(octokit.rest.repos.listPullRequestsAssociatedWithCommit, query);
  return readAnswer(z.array(ListedPull), pages).find(({ state, head }) => state === 'open' && head.sha === headSha)
    ?.number;
}
