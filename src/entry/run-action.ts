import { readFile } from 'node:fs/promises';

import * as core from '@actions/core';

import { judge, type Judged } from '../app/judge.js';
import { publish } from '../app/publish.js';
import { errorResult } from '../core/report/error-result.js';
import { readMarker } from '../core/report/marker.js';
import type { Result } from '../core/report/result.js';
import { DEFAULT_POLICY } from '../core/evals/policy.js';
import { UserError } from '../core/errors.js';
import { openClient } from '../edges/github/client.js';
import { readEvent } from '../edges/github/event.js';
import { openPage } from '../edges/github/page.js';
import { parseInputs, type Inputs } from './inputs.js';
import { explain } from './explain.js';
import { askedFor, occasionOf, type Occasion } from './occasion.js';
import { withWorld } from './open-world.js';
import { conclude, writeOutputs } from './outputs.js';
import { secretOf } from './secret.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The action on a pull request: judge, show it there, and end the job as the verdict says. */
export async function runAction(env: Env, version: string): Promise<void> {
  const inputs = parseInputs((name) => core.getInput(name));
  if (inputs.secret !== undefined) core.setSecret(inputs.secret);
  const event = readEvent(variable(env, 'GITHUB_EVENT_NAME'), await readPayload(variable(env, 'GITHUB_EVENT_PATH')));
  const sha = variable(env, 'GITHUB_SHA');
  const occasion = occasionOf(event, sha);
  const { result, policy } = await judgeOrExplain(env, version, { inputs, occasion, sha });
  const published = await publish(result, pageFor(env, version, { inputs, occasion }), {
    checkName: inputs.checkName,
    headSha: occasion.headSha,
    comment: occasion.pullRequest === undefined ? 'none' : policy.comment,
  });
  await writeOutputs(result, published, variable(env, 'RUNNER_TEMP'));
  conclude(result, published, occasion);
}

interface Asking {
  readonly inputs: Inputs;
  readonly occasion: Occasion;
  readonly sha: string;
}

/** Whatever stops a run is a result too: the check on the pull request says so, and never stays open. */
async function judgeOrExplain(env: Env, version: string, asking: Asking): Promise<Judged> {
  try {
    return await judgeIn(env, version, asking);
  } catch (error) {
    const message =
      error instanceof UserError ? `${error.message}\n${error.help}` : `An error of Formative itself: ${String(error)}`;
    if (!(error instanceof UserError)) core.error(explain(error));
    const { baseSha: base, headSha: head } = asking.occasion;
    return {
      result: errorResult({ version, base, head, message, ...pullRequestOf(asking.occasion) }),
      policy: DEFAULT_POLICY,
    };
  }
}

function judgeIn(env: Env, version: string, { inputs, occasion, sha }: Asking): Promise<Judged> {
  const cwd = variable(env, 'GITHUB_WORKSPACE');
  const progress = (): void => undefined;
  return withWorld({ cwd, progress, callerEnv: {}, path: env['PATH'] ?? '', version }, async (outside) => {
    const asked = await askedFor(outside.repository, { occasion, inputs, sha });
    const sandbox = { kind: 'at-least', how: inputs.sandbox } as const;
    const runId = `${variable(env, 'GITHUB_RUN_ID')}.${env['GITHUB_RUN_ATTEMPT'] ?? '1'}`;
    const seed = { kind: 'fresh', runId, ...secretOf(inputs.secret) } as const;
    const rest = { evalsFrom: 'base', only: [], fullBase: false, diagnose: true, folder: inputs.folder } as const;
    const opened = occasion.pullRequest && { opened: occasion.pullRequest.opened };
    return judge({ ...asked, ...rest, seed, sandbox, ...opened, ...pullRequestOf(occasion) }, outside);
  });
}

function pullRequestOf({ pullRequest, repository, headSha }: Occasion): {
  pullRequest?: NonNullable<Result['pullRequest']>;
} {
  if (pullRequest === undefined) return {};
  const { number, url, commits } = pullRequest;
  return { pullRequest: { number, url, commits, repository, headSha } };
}

function pageFor(
  env: Env,
  version: string,
  { inputs, occasion }: Pick<Asking, 'inputs' | 'occasion'>,
): ReturnType<typeof openPage> {
  const baseUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const client = openClient({ token: inputs.token, baseUrl, userAgent: `formative/${version}` });
  const [owner = '', repo = ''] = occasion.repository.split('/');
  const externalId = `${occasion.baseSha}..${occasion.headSha}`;
  return openPage(client, {
    owner,
    repo,
    number: occasion.pullRequest?.number ?? 0,
    headSha: occasion.headSha,
    externalId,
    isOurs: (body) => readMarker(body) !== undefined,
  });
}

async function readPayload(path: string): Promise<unknown> {
  const payload: unknown = JSON.parse(await readFile(path, 'utf8'));
  return payload;
}

function variable(env: Env, name: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new UserError(`${name} is not set.`, {
    help: 'This program is a GitHub Action: run `formative run` on the command line instead.',
  });
}
