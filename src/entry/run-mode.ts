import { join } from 'node:path';

import * as core from '@actions/core';

import { recordRun } from '../app/record-run.js';
import { writeLines } from '../edges/files/write-lines.js';
import type { GithubEvent } from '../edges/github/event.js';
import { explain } from './explain.js';
import { heldBy } from './inputs.js';
import { askedApart, occasionOf, openedOf } from './occasion.js';
import { withWorld } from './open-world.js';
import { historyOf, variable, type Runner } from './runner.js';

/** The one file's name, in the archive too. */
export const RECORD_FILE = 'formative.record.jsonl';

/**
 * `mode: run`: runs the pull request's code and writes down what it did. Nothing is posted and no verdict is given: the job is green
 * once the file is there, and the other half says what it means.
 */
export async function runMode(runner: Runner, event: GithubEvent): Promise<void> {
  const { env, version, inputs } = runner;
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  const sha = variable(env, 'GITHUB_SHA');
  const runId = `${variable(env, 'GITHUB_RUN_ID')}.${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
  const progress = (): void => undefined;
  const options = {
    cwd,
    progress,
    callerEnv: {},
    path: env['PATH'] ?? '',
    version,
    judges: { kind: 'later' },
    ...historyOf(runner, false),
  } as const;
  const { lines, trials, mistake } = await withWorld(options, async (outside) => {
    const asked = await askedApart(outside.repository, { event, inputs, sha });
    const opened = openedOf(occasionOf(event, sha));
    const sandbox = { kind: 'at-least', how: heldBy(inputs) } as const;
    return recordRun(
      { ...asked, ...STORY, ...opened, seed: { kind: 'fresh', runId }, folder: inputs.folder, sandbox },
      outside,
    );
  });
  const path = join(variable(env, 'RUNNER_TEMP'), 'formative', RECORD_FILE);
  await writeLines(path, lines);
  core.setOutput('record-path', path);
  core.info(`Recorded ${trials} trials. The verdict is given by the workflow that reports.`);
  if (mistake !== undefined) core.warning(explain(mistake));
}

/** Both halves ask for the same. */
export const STORY = { evalsFrom: 'base', only: [], fullBase: false, diagnose: true } as const;
