import * as core from '@actions/core';

import type { Judged } from '../app/judge.js';
import { judgeUntrusted } from '../app/judge-untrusted.js';
import type { Asked } from '../app/sides.js';
import { UserError } from '../core/errors.js';
import { readRecord } from '../core/record/decode.js';
import { RECORD_LIMITS } from '../core/record/limits.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import { unzipOne } from '../edges/files/unzip-one.js';
import { fetchCommits } from '../edges/git/fetch-commits.js';
import { downloadArtifact } from '../edges/github/artifact.js';
import { hasNewerRun } from '../edges/github/newer-run.js';
import type { GithubEvent } from '../edges/github/event.js';
import { explained } from './explained.js';
import { openedOf, pullRequestOf, type Occasion } from './occasion.js';
import { answered, judgingNow } from './judging-now.js';
import { judgesFrom } from './judges.js';
import { withWorld } from './open-world.js';
import { concludeReport, writeOutputs } from './outputs.js';
import { subjectOf } from './run-subject.js';
import { RECORD_FILE, STORY } from './run-mode.js';
import { saidBefore, sincePush } from './said-before.js';
import { showAnswer, type Reporting } from './show-answer.js';
import { clientFor, historyOf, pageFor, variable, type Runner } from './runner.js';

/** `mode: report`: judges what a run of the other half left, and shows it. What it is about comes from the event and the API alone. */
export async function reportMode(runner: Runner, event: GithubEvent): Promise<void> {
  if (event.kind !== 'workflow-run') {
    throw new UserError('`mode: report` reports on the run of another workflow.', {
      help: 'Start it on workflow_run: see the README.',
    });
  }
  const client = clientFor(runner);
  try {
    await report({ runner, client, run: event });
  } catch (error) {
    if (!(error instanceof UnjudgedError)) throw error;
    await reportUnjudged({ runner, client, run: event }, error);
  }
}

async function report(reporting: Reporting): Promise<void> {
  const { runner, client, run } = reporting;
  const { occasion, asked } = await subjectOf(client, run);
  const told = judgingNow(client, occasion, () => hasNewerRun(client, run));
  const judged = await explained(runner.version, occasion, () => judgeRun(reporting, occasion, asked));
  await told;
  const temp = variable(runner.env, 'RUNNER_TEMP');
  const published = await showAnswer(reporting, occasion, judged).catch(async (error: unknown) => {
    // Where the pull request cannot be told, the job's summary is.
    if (!(error instanceof UnjudgedError)) await writeOutputs(judged.result, {}, temp);
    throw error;
  });
  if (published === undefined) {
    core.info('A newer run is about the same commit: its answer is the one to show.');
    return;
  }
  if (published.comment !== undefined) answered(published.comment);
  await writeOutputs(judged.result, published, temp);
  concludeReport(judged.result, published);
}

async function judgeRun({ runner, client, run }: Reporting, occasion: Occasion, asked: Asked): Promise<Judged> {
  const { env, version, inputs } = runner;
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  const url = `${variable(env, 'GITHUB_SERVER_URL')}/${run.repository}.git`;
  await fetchCommits(cwd, { url, token: inputs.token }, [occasion.baseSha, occasion.headSha]);
  const progress = (): void => undefined;
  const seed = { kind: 'fresh', runId: `${run.id}.${run.attempt}` } as const;
  const sandbox = { kind: 'at-least', how: inputs.sandbox } as const;
  const { accepts, pushes } = await saidBefore(client, occasion);
  const request = {
    ...asked,
    ...STORY,
    seed,
    sandbox,
    folder: inputs.folder,
    ...openedOf(occasion),
    ...pullRequestOf(occasion),
    ...(accepts && { accepts }),
  };
  const judges = judgesFrom(env, inputs.token);
  const history = historyOf(runner, false);
  const options = { cwd, progress, callerEnv: {}, path: env['PATH'] ?? '', version, judges, ...history };
  const judged = await withWorld(options, (outside) =>
    judgeUntrusted(request, outside, {
      conclusion: run.conclusion,
      workflow: run.workflowPath,
      record: async () => {
        const [owner = '', repo = ''] = run.repository.split('/');
        const name = `formative-record-${run.attempt}`;
        const archive = await downloadArtifact(client, { owner, repo, run: run.id, name });
        return readRecord(unzipOne(archive, { name: RECORD_FILE, most: RECORD_LIMITS.file }));
      },
    }),
  );
  return sincePush(judged, pushes, run.id);
}

/** The commit that the run was about gets a definite end; nothing is said on the one that took its place. */
async function reportUnjudged({ runner, client, run }: Reporting, { code, message }: UnjudgedError): Promise<void> {
  const occasion = { repository: run.repository, headSha: run.headSha, baseSha: '', baseRef: '' };
  const check = await pageFor(client, occasion).check({
    name: runner.inputs.checkName,
    headSha: run.headSha,
    ...(code === 'superseded'
      ? { title: 'Superseded: this is no longer the head of a pull request', conclusion: 'cancelled' }
      : { title: 'Could not tell: the run is no evidence', conclusion: 'failure' }),
    summary: message,
    annotations: [],
  });
  core.info(`Nothing was judged: ${message} The check: ${check.kind}.`);
}
