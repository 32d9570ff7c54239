import * as z from 'zod';

import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';

const Branch = z.object({ protected: z.boolean() });

/**
 * Whether not everybody who may push may also decide what stands on a branch: the default branch, or one with rules. On any other, the
 * author of a pull request may have written the exam. What GitHub does not say is a no.
 */
export async function isGuarded(
  { octokit }: GithubClient,
  { repository, branch, defaultBranch }: { repository: string; branch: string; defaultBranch: string },
): Promise<boolean> {
  if (branch === defaultBranch) return true;
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const { data } = await octokit.rest.repos.getBranch({ owner, repo, branch });
    return readAnswer(Branch, data).protected;
  } catch {
    return false;
  }
}
