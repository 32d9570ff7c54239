import * as z from 'zod';

import { UnjudgedError } from '../../core/verdict/unjudged.js';
import { readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';
import { Pull, pullRequest, type PullRequest } from './pull-request.js';

export interface OpenPull extends PullRequest {
  /** GitHub's trial merge of this very head, and the commit of base that it was made with; absent where there is none. */
  readonly merge?: { readonly sha: string; readonly base: string };
}

const Commit = z.object({ parents: z.array(z.object({ sha: z.string() })) });

/** The open pull request of a number, as it is now. Throws an UnjudgedError where there is none. */
export async function pullByNumber(client: GithubClient, repository: string, number: number): Promise<OpenPull> {
  const pull = await read(client, repository, number);
  if (pull?.state !== 'open') {
    const why = pull === undefined ? `There is no pull request #${number}.` : `Pull request #${number} is closed.`;
    throw new UnjudgedError('no-pull-request', why);
  }
  const merge = await mergeOf(client, repository, pull);
  return { ...pullRequest(pull), ...(merge && { merge }) };
}

async function read({ octokit }: GithubClient, repository: string, number: number) {
  const [owner = '', repo = ''] = repository.split('/');
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
    return readAnswer(Pull, data);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

/** GitHub keeps the merge of an older head where a newer one conflicts. */
async function mergeOf(
  { octokit }: GithubClient,
  repository: string,
  { head, merge_commit_sha: sha }: z.infer<typeof Pull>,
): Promise<OpenPull['merge']> {
  if (sha === undefined || sha === null) return undefined;
  const [owner = '', repo = ''] = repository.split('/');
  const { data } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: sha });
  const [base, merged] = readAnswer(Commit, data).parents;
  return base === undefined || merged?.sha !== head.sha ? undefined : { sha, base: base.sha };
}
