import * as z from 'zod';

import { UnjudgedError } from '../../core/verdict/unjudged.js';
import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import type { WorkflowRunEvent } from './workflow-run.js';

/** What the `run-name` of the workflow that makes trials says of a number that somebody gave by hand. */
const TITLE = /^Formative run for pull request (.*)$/s;
const NUMBER = /^[1-9]\d{0,9}$/;

type Started = Pick<WorkflowRunEvent, 'event' | 'title' | 'headBranch' | 'headSha'>;
interface OfDefault {
  readonly repository: string;
  readonly defaultBranch: string;
  /** A commit of the default branch that is newer than the run. */
  readonly tip: string;
}

/**
 * The pull request that a run by hand was given the number of; undefined where it was given none. The number is believed of a run of the
 * default branch alone, whose workflow file no pull request can write. Throws an UnjudgedError for what is no number.
 */
export async function numberOf(client: GithubClient, run: Started, of: OfDefault): Promise<number | undefined> {
  const words = wordsOf(run, of);
  if (words === undefined || !(await isOfDefault(client, run, of))) return undefined;
  if (NUMBER.test(words)) return Number(words);
  throw new UnjudgedError('no-pull-request', 'What the run was given is not the number of a pull request.');
}

/** Whether a run by hand was for this pull request. */
export async function isFor(
  client: GithubClient,
  run: Started,
  { number, ...of }: OfDefault & { readonly number: number },
): Promise<boolean> {
  return wordsOf(run, of) === String(number) && (await isOfDefault(client, run, of));
}

function wordsOf({ event, title, headBranch }: Started, { defaultBranch }: OfDefault): string | undefined {
  if (event !== 'workflow_dispatch' || headBranch !== defaultBranch) return undefined;
  return TITLE.exec(title)?.[1];
}

/** A tag may have the default branch's name, and holds what its author likes: what counts is the commit. */
async function isOfDefault({ octokit }: GithubClient, run: Started, { repository, tip }: OfDefault): Promise<boolean> {
  const [owner = '', repo = ''] = repository.split('/');
  const basehead = `${tip}...${run.headSha}`;
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
  const { status } = readAnswer(z.object({ status: z.string() }), data);
  return status === 'identical' || status === 'behind';
}
