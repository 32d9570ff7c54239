import * as core from '@actions/core';

import type { Posted } from '../app/ports.js';
import { stale, unanswered } from '../core/report/marker.js';
import type { GithubClient } from '../edges/github/client.js';
import { explain } from './explain.js';
import type { Occasion } from './occasion.js';
import { parseInputs } from './inputs.js';
import { clientFor, pageFor, pageOf, variable, type Runner } from './runner.js';

/** What the step that cleans up is told: the pull request and the head whose answer our comment waits for. */
const JUDGING = 'judging';

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

/** After the job, however it ended: a title does not say that a head is being judged when nobody judges it any more. */
export async function notJudgingAnyMore(env: Runner['env'], version: string): Promise<void> {
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
