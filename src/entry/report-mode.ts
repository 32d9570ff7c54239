import * as core from '@actions/core';

import type { Judged } from '../app/judge.js';
import { judgeUntrusted } from '../app/judge-untrusted.js';
import { UserError } from '../core/errors.js';
import { readRecord } from '../core/record/decode.js';
import { RECORD_LIMITS } from '../core/record/limits.js';
import { UnjudgedError } from '../core/verdict/unjudged.js';
import { unzipOne } from '../edges/files/unzip-one.js';
import { downloadArtifact } from '../edges/github/artifact.js';
import type { GithubEvent } from '../edges/github/event.js';
import { explained } from './explained.js';
import { openedOf, pullRequestOf } from './occasion.js';
import { heldBy } from './inputs.js';
import { answered, judgingNow } from './judging-now.js';
import { judgesFrom } from './judges.js';
import { withWorld } from './open-world.js';
import { concludeReport, writeOutputs } from './outputs.js';
import { subjectOf, type RunSubject } from './run-subject.js';
import { RECORD_FILE, STORY } from './run-mode.js';
import { saidBefore, sincePush } from './said-before.js';
import { isOthers, showAnswer, tipOf, type Reporting } from './show-answer.js';
import { clientFor, fetchTo, historyOf, pageFor, variable, type Runner } from './runner.js';

/** `mode: report`: judges what a run of the other half left, and shows it. What it is about comes from the event and the API alone. */
export async function reportMode(runner: Runner, event: GithubEvent): Promise<void> {
  if (event.kind !== 'workflow-run') {
    throw new UserError('`mode: report` reports on the run of another workflow.', {
      help: 'Start it on workflow_run: see the README.',
    });
  }
  const reporting = { runner, client: clientFor(runner), run: event };
  await orUnjudged(reporting, event.headSha, async () => {
    const subject = await subjectOf(reporting.client, event, tipOf(runner));
    await orUnjudged(reporting, subject.occasion.headSha, () => report(reporting, subject));
  });
}

/** Where the work has nothing to judge, this commit is told. */
async function orUnjudged(reporting: Reporting, headSha: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UnjudgedError)) throw error;
    await reportUnjudged(reporting, headSha, error);
  }
}

async function report(reporting: Reporting, subject: RunSubject): Promise<void> {
  const { occasion } = subject;
  const { runner, client } = reporting;
  const told = judgingNow(client, occasion, () => isOthers(reporting, occasion));
  const judged = await explained(runner.version, occasion, () => judgeRun(reporting, subject));
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

async function judgeRun({ runner, client, run }: Reporting, subject: RunSubject): Promise<Judged> {
  const { occasion, asked } = subject;
  const { env, version, inputs } = runner;
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  await fetchTo(runner, run.repository, [occasion.baseSha, occasion.headSha]);
  const progress = (): void => undefined;
  const seed = { kind: 'fresh', runId: `${run.id}.${run.attempt}` } as const;
  const sandbox = { kind: 'at-least', how: heldBy({ ...inputs, ...subject }) } as const;
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
async function reportUnjudged(
  { runner, client, run }: Reporting,
  headSha: string,
  { code, message }: UnjudgedError,
): Promise<void> {
  if (code === 'no-pull-request') {
    core.warning(`Nothing was judged, and there is nothing to report on: ${message}`);
    return;
  }
  const occasion = { repository: run.repository, headSha, baseSha: '', baseRef: '' };
  const check = await pageFor(client, occasion).check({
    name: runner.inputs.checkName,
    headSha,
    ...(code === 'superseded'
      ? { title: 'Superseded: this is no longer the head of a pull request', conclusion: 'cancelled' }
      : { title: 'Could not tell: the run is no evidence', conclusion: 'failure' }),
    summary: message,
    annotations: [],
  });
  core.info(`Nothing was judged: ${message} The check: ${check.kind}.`);
}
