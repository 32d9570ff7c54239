import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ResultSchema, type Result } from '../../../src/core/report/result.js';
import { startGithub, type CheckRun, type Comment, type StandIn } from '../github/github.js';
import { pullRequestPayload } from '../github/payloads.js';
import { workflowToken } from '../github/world.js';
import { removeRun, runAction, type ActionRun } from '../action-run.js';
import { pullRequest } from '../cli.js';
import type { TemporaryRepository } from '../temporary-repository.js';
import type { Attack } from './hostile.js';
import { giveTo, productFor, SANDBOX, type User } from './users.js';

/** What an attack on the action came to: on the pull request, and in the files of its runner. */
export interface ActionAttacked extends ActionRun {
  readonly comments: readonly Comment[];
  readonly checks: readonly CheckRun[];
  /** The runner's files for variables and paths: both empty when nothing reached them. */
  readonly commands: string;
  readonly result: Result;
  /** Everything that people and machines read of it, in all its formats, as one text. */
  readonly everything: string;
}

export interface ActionAttack extends Attack {
  /** What someone does on the pull request before the action starts. */
  readonly before?: (github: StandIn, pull: number) => Promise<unknown>;
  /** Slug of the app whose token the action has, in place of the workflow's own. */
  readonly app?: string;
}

const WRITES = workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' });

/** Opens a hostile pull request on the stand-in for GitHub and starts the built action on it, as that user. */
export async function attackedAction(user: User, attack: ActionAttack): Promise<ActionAttacked> {
  const github = await startGithub({
    people: ['mallory', 'stranger', 'github-actions[bot]'],
    tokens: { writes: { ...WRITES, ...(attack.app !== undefined && { slug: attack.app }) } },
  });
  try {
    return await attackOn(github, user, attack);
  } finally {
    await github.close();
  }
}

async function attackOn(github: StandIn, user: User, attack: ActionAttack): Promise<ActionAttacked> {
  const repository = pullRequest(attack.base, attack.head);
  const sha = (name: string): string => repository.git('rev-parse', name);
  const seed = { base: { ref: 'main', sha: sha('main') }, head: { ref: 'topic', sha: sha('topic') } };
  const number = await github.pullRequest(seed);
  await attack.before?.(github, number);
  const merge = mergeOf(repository);
  attack.prepare?.(repository);
  giveTo(user, repository.root);
  const { node, action } = productFor();
  const run = await runAction({
    workspace: repository.root,
    eventName: 'pull_request',
    payload: pullRequestPayload({ ...seed, number, repository: github.repository, commits: 1 }),
    sha: merge,
    apiUrl: github.url,
    inputs: { token: 'writes', sandbox: SANDBOX },
    command: [...user.before, node, action],
    prepare: (temp) => {
      giveTo(user, temp);
    },
    ...(attack.env && { env: attack.env }),
  });
  const [comments, checks] = [await github.comments(number), await github.checks(seed.head.sha)];
  const [json, html] = ['result-path', 'report-path'].map((name) => textOf(run.outputs[name]));
  const commands = ['env', 'path'].map((name) => textOf(join(run.temp, name))).join('');
  await removeRun(run);
  const texts = [run.stdout, run.stderr, run.summary, json, html, ...comments.map(({ body }) => body)];
  const everything = [...texts, ...checks.map(({ output }) => JSON.stringify(output))].join('\n');
  const result = ResultSchema.parse(JSON.parse(json ?? ''));
  return { ...run, comments, checks, commands, result, everything };
}

function textOf(path = ''): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** As actions/checkout leaves it: at the merge that would be made. */
function mergeOf(repository: TemporaryRepository): string {
  repository.git('switch', '-q', '--detach', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge topic into main', 'topic');
  return repository.git('rev-parse', 'HEAD');
}
