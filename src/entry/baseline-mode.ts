import * as core from '@actions/core';

import { runBaseline } from '../app/baseline.js';
import { UserError } from '../core/errors.js';
import { visible } from '../core/report/verbatim.js';
import type { GithubEvent } from '../edges/github/event.js';
import { judgesFrom } from './judges.js';
import { withWorld } from './open-world.js';
import { historyOf, variable, type Runner } from './runner.js';
import { secretOf } from './secret.js';

/** Failing cases that the log names, and characters of each. */
const NAMED = 10;
const NAME = 200;

/**
 * `mode: baseline`: runs the evals of the default branch on itself, and adds what they came to to the history. Nothing is judged and
 * nothing is posted: the job is green once that is kept, whatever fails there.
 */
export async function baselineMode(runner: Runner, event: GithubEvent): Promise<void> {
  const { env, version, inputs } = runner;
  refuseOthers(event, inputs.history);
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  const progress = (): void => undefined;
  const judges = judgesFrom(env, inputs.token);
  const options = {
    cwd,
    progress,
    callerEnv: {},
    path: env['PATH'] ?? '',
    version,
    judges,
    ...historyOf(runner, true),
  };
  const runId = `${variable(env, 'GITHUB_RUN_ID')}.${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
  const { folder, sandbox, secret } = inputs;
  const seed = { kind: 'fresh', runId, ...secretOf(secret) } as const;
  const commit = variable(env, 'GITHUB_SHA');
  const { kept, notices } = await withWorld(options, (outside) =>
    runBaseline({ commit, folder, sandbox, seed }, outside),
  );
  for (const notice of notices) core.warning(visible(notice, 4 * NAME));
  const failing = kept.filter(({ failed }) => failed > 0);
  core.info(`Cases run on ${commit.slice(0, 10)}: ${kept.length}, of which failed: ${failing.length}.`);
  for (const { id } of failing.slice(0, NAMED)) core.info(`  ${visible(id, NAME)}`);
}

/** Only what the default branch itself came to is what base did before. */
function refuseOthers(event: GithubEvent, history: string | undefined): void {
  const onDefault =
    (event.kind === 'push' || event.kind === 'workflow-dispatch') && event.ref === `refs/heads/${event.defaultBranch}`;
  if (!onDefault) {
    throw new UserError('`mode: baseline` remembers what the default branch does, and this run is of something else.', {
      help: 'Start it on push to the default branch: see the README.',
    });
  }
  if (history === undefined) {
    throw new UserError('`mode: baseline` has nowhere to keep what it finds.', {
      help: 'Give the step a file as `history`, and carry it with actions/cache: see the README.',
    });
  }
}
