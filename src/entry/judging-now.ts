import * as core from '@actions/core';
import * as z from 'zod';

import type { Posted } from '../app/ports.js';
import { stale, unanswered } from '../core/report/marker.js';
import { hasCheck } from '../edges/github/check-run.js';
import type { GithubClient } from '../edges/github/client.js';
import { explain } from './explain.js';
import type { Occasion } from './occasion.js';
import { parseInputs } from './inputs.js';
import { clientFor, pageFor, pageOf, variable, type Runner } from './runner.js';

/** What the step that cleans up is told: the pull request and the head whose answer our comment waits for. */
const JUDGING = 'judging';

/** What the step that cleans up is told: the check that the commit waits for. */
const WAITING = 'waiting';
const Waiting = z.object({ name: z.string(), headSha: z.string(), baseSha: z.string() });

/** Whatever ends this job, its commit does not wait for the check for ever. */
export function waitingFor(name: string, { headSha, baseSha }: Occasion): void {
  core.saveState(WAITING, JSON.stringify({ name, headSha, baseSha }));
}

/** The check has its answer, or could not be given it. */
export function waitingNoMore(): void {
  core.saveState(WAITING, '');
}

/**
 * Says in the title of our comment, where there is one, that this head is being judged, unless the answer is another run's to give. It is
 * judged whether or not that can be said.
 */
export async function judgingNow(
  client: GithubClient,
  occasion: Occasion,
  isOthers: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  const { pullRequest, headSha } = occasion;
  if (pullRequest === undefined) return;
  const draw = (earlier: string | undefined): string => (earlier === undefined ? '' : stale(earlier, headSha));
  try {
    if (await isOthers()) return;
    core.saveState(JUDGING, `${pullRequest.number} ${headSha}`);
    await pageFor(client, occasion).comment(draw, 'if-there');
  } catch (error) {
    core.warning(`The comment does not say that it is judged anew: ${explain(error)}`);
  }
}

/** There is nothing to clean up once the answer stands there. */
export function answered(comment: Posted): void {
  if ('url' in comment) core.saveState(JUDGING, '');
}

/** After the job, however it ended: neither a check nor a title waits for an answer that nobody gives any more. */
export async function notJudgingAnyMore(env: Runner['env'], version: string): Promise<void> {
  await endCheck(env, version);
  await endTitle(env, version);
}

/** A check that is there stays as it is: it is an answer. */
async function endCheck(env: Runner['env'], version: string): Promise<void> {
  const state = core.getState(WAITING);
  if (state === '') return;
  const { name, headSha, baseSha } = Waiting.parse(JSON.parse(state));
  const inputs = parseInputs((input) => core.getInput(input));
  const client = clientFor({ env, version, inputs });
  const repository = variable(env, 'GITHUB_REPOSITORY');
  if (await hasCheck(client, { repository, headSha, name })) return;
  const posted = await pageFor(client, { repository, headSha, baseSha, baseRef: '' }).check({
    ...{ name, headSha, annotations: [], conclusion: 'cancelled' },
    title: 'The job ended before there was an answer',
    summary: 'It was cancelled, or killed. Run it again.',
  });
  core.info(`The check: ${posted.kind}.`);
}

async function endTitle(env: Runner['env'], version: string): Promise<void> {
  const [, number, headSha] = /^(\d+) ([0-9a-f]{40,64})$/.exec(core.getState(JUDGING)) ?? [];
  if (number === undefined || headSha === undefined) return;
  const inputs = parseInputs((name) => core.getInput(name));
  const repository = variable(env, 'GITHUB_REPOSITORY');
  // Whatever the head is by now, the title that this run wrote is its own to take back.
  const page = pageOf(clientFor({ env, version, inputs }), repository, { number: Number(number), externalId: '' });
  const posted = await page.comment(
    (earlier) => (earlier === undefined ? '' : unanswered(earlier, headSha)),
    'if-there',
  );
  core.info(`The title of the comment: ${posted.kind}.`);
}
