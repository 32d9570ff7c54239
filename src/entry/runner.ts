import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import type { PullRequestPage } from '../app/ports.js';
import { readHandBack } from '../core/report/hand-back.js';
import { readMarker } from '../core/report/marker.js';
import { UserError } from '../core/errors.js';
import { fetchCommits } from '../edges/git/fetch-commits.js';
import { openClient, type GithubClient } from '../edges/github/client.js';
import { openPage, type PageOptions } from '../edges/github/page.js';
import type { Inputs } from './inputs.js';
import type { Occasion } from './occasion.js';

type Env = Readonly<Record<string, string | undefined>>;

/** What the runner gave us, and who we are. */
export interface Runner {
  readonly env: Env;
  readonly version: string;
  readonly inputs: Inputs;
}

export function variable(env: Env, name: string): string {
  const value = env[name];
  if (value !== undefined && value !== '') return value;
  throw new UserError(`${name} is not set.`, {
    help: 'This program is a GitHub Action: run `formative run` on the command line instead.',
  });
}

/** Where base's earlier runs are, and whether this run may add to them; nothing where the workflow does not say. */
export function historyOf({ env, inputs }: Runner, keep: boolean): { history?: { path: string; keep: boolean } } {
  if (inputs.history === undefined) return {};
  return { history: { path: resolve(variable(env, 'GITHUB_WORKSPACE'), inputs.history), keep } };
}

export async function readPayload(path: string): Promise<unknown> {
  const payload: unknown = JSON.parse(await readFile(path, 'utf8'));
  return payload;
}

/** Makes commits known to the checkout. */
export function fetchTo({ env, inputs }: Runner, repository: string, commits: readonly string[]): Promise<void> {
  const url = `${variable(env, 'GITHUB_SERVER_URL')}/${repository}.git`;
  return fetchCommits(variable(env, 'GITHUB_WORKSPACE'), { url, token: inputs.token }, commits);
}

export function clientFor({ env, version, inputs }: Runner): GithubClient {
  const baseUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  return openClient({ token: inputs.token, baseUrl, userAgent: `formative/${version}` });
}

export function pageFor(
  client: GithubClient,
  { repository, pullRequest, baseSha, headSha }: Occasion,
): PullRequestPage {
  const number = pullRequest?.number ?? 0;
  return pageOf(client, repository, { number, headSha, externalId: `${baseSha}..${headSha}` });
}

/** `headSha`: absent for what is said whatever head the pull request has. */
export function pageOf(
  client: GithubClient,
  repository: string,
  about: Pick<PageOptions, 'number' | 'headSha' | 'externalId'>,
): PullRequestPage {
  const [owner = '', repo = ''] = repository.split('/');
  return openPage(client, {
    ...{ owner, repo, ...about },
    isOurs: (body) => readMarker(body) !== undefined,
    handedBack: readHandBack,
  });
}
