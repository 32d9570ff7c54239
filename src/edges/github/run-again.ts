import * as z from 'zod';

import { failureWords, isLost, readAnswer, statusOf } from './answers.js';
import type { GithubClient } from './client.js';

const Time = z.iso.datetime().transform((text) => Math.floor(Date.parse(text) / 1000));
const Run = z.object({
  id: z.int(),
  event: z.string(),
  path: z.string().optional(),
  created_at: Time,
});

interface Wanted {
  readonly owner: string;
  readonly repo: string;
  readonly headSha: string;
  /** File name of the workflow. */
  readonly workflow: string;
  /** Id of the run, where it is known. */
  readonly known?: number | undefined;
}

/** The newest run of a workflow that a pull request's head started, or the one that is known to have judged it. */
export async function findRun(
  client: GithubClient,
  wanted: Wanted,
): Promise<{ readonly id: number; readonly created: number } | undefined> {
  const { octokit } = client;
  const { owner, repo, headSha, workflow, known } = wanted;
  const query = { owner, repo, head_sha: headSha, per_page: 100 };
  const pages = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, query);
  const found = readAnswer(z.array(Run), pages)
    .filter(({ id, event, path }) =>
      known === undefined ? event === 'pull_request' && path?.split('/').at(-1) === workflow : id === known,
    )
    .sort((one, other) => other.id - one.id)[0];
  const run = found ?? (known === undefined ? undefined : await byHand(client, wanted, known));
  return run && { id: run.id, created: run.created_at };
}

/** A run by hand that was given the number of the pull request has the commit of the default branch. */
async function byHand(
  { octokit }: GithubClient,
  { owner, repo }: Wanted,
  known: number,
): Promise<z.infer<typeof Run> | undefined> {
  try {
    const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id: known });
    const run = readAnswer(Run, data);
    return run.event === 'workflow_dispatch' ? run : undefined;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
}

/** Starts a run again, at the commit and with the workflow that it had; undefined when that worked, else why not. */
export async function runAgain(
  client: GithubClient,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  run: number,
): Promise<string | undefined> {
  try {
    await start(client, { owner, repo, run_id: run });
    return undefined;
  } catch (error) {
    const words = failureWords(error);
    if (words === undefined) throw error;
    return words;
  }
}

const Attempt = z.object({ run_attempt: z.int().default(1), status: z.string().nullish() });
type Attempt = z.infer<typeof Attempt>;

/** Asks for it once, for GitHub may start it and lose the answer: the run itself then tells whether it did. */
async function start(
  client: GithubClient,
  run: { readonly owner: string; readonly repo: string; readonly run_id: number },
): Promise<void> {
  const { getWorkflowRun, reRunWorkflow } = client.octokit.rest.actions;
  const look = async (): Promise<Attempt> => readAnswer(Attempt, (await getWorkflowRun(run)).data);
  const before = await look();
  try {
    await reRunWorkflow({ ...run, request: { retries: 0 } });
  } catch (error) {
    if (!isLost(error)) throw error;
    for (let attempt = 0; attempt <= client.retries; attempt += 1) {
      await client.pause(attempt);
      if (isAnew(before, await look())) return;
    }
    throw error;
  }
}

function isAnew(before: Attempt, now: Attempt): boolean {
  return now.run_attempt > before.run_attempt || (before.status === 'completed' && now.status !== 'completed');
}
