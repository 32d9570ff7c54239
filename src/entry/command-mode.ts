import * as core from '@actions/core';

import { askAgain, type AskedAgain } from '../app/ask-again.js';
import type { CommandDesk } from '../app/command-desk.js';
import { loadMaterial } from '../app/material.js';
import { obey } from '../app/obey.js';
import { UserError } from '../core/errors.js';
import { readMarker } from '../core/report/marker.js';
import { openRepository } from '../edges/git/open-repository.js';
import { openDesk } from '../edges/github/desk.js';
import type { CheckRunEvent } from '../edges/github/check-run-event.js';
import type { GithubEvent } from '../edges/github/event.js';
import type { IssueCommentEvent } from '../edges/github/issue-comment.js';
import { isOwnApp, pullOfHead } from '../edges/github/own-check.js';
import { clientFor, fetchTo, variable, type Runner } from './runner.js';

/** `mode: command`: hears what somebody asks for. Nothing of the pull request is checked out or run. */
export async function commandMode(runner: Runner, event: GithubEvent): Promise<void> {
  if (event.kind === 'issue-comment') return hearComment(runner, event);
  if (event.kind === 'check-run') return hearButton(runner, event);
  throw new UserError('`mode: command` obeys comments, and the button to run its check again.', {
    help: 'Start it on issue_comment and check_run: see the README.',
  });
}

async function hearComment(runner: Runner, event: IssueCommentEvent): Promise<void> {
  if (event.action !== 'created' || !event.onPullRequest) {
    core.info('Not a new comment on a pull request: nothing to do.');
    return;
  }
  const { number, comment, repository } = event;
  const desk = await openDesk(clientFor(runner), deskOf(runner, repository, { number, comment: comment.id }));
  const obeyed = await obey({ ...desk, policy: (base) => policyAt(runner, repository, base) }, comment.body);
  core.info(`The comment: ${obeyed.kind}${'why' in obeyed ? ` (${obeyed.why})` : ''}.`);
}

/** GitHub sends this where the check is an app's own; of checks by GitHub Actions it starts no workflow. */
async function hearButton(runner: Runner, event: CheckRunEvent): Promise<void> {
  const asked = await askedFor(runner, event);
  core.info(asked.kind === 'started' ? `Run ${asked.run} was started again.` : `Nothing was started: ${asked.why}.`);
}

async function askedFor(
  runner: Runner,
  { action, repository, name, headSha, app, sender }: CheckRunEvent,
): Promise<AskedAgain> {
  const { checkName } = runner.inputs;
  if (action !== 'rerequested') return { kind: 'not-started', why: 'nobody asked for the check to be made again' };
  const client = clientFor(runner);
  const isNamed = name === checkName || name.startsWith(`${checkName} (into `);
  if (!isNamed || app === undefined || !(await isOwnApp(client, app))) {
    return { kind: 'not-started', why: 'the check is not one of ours' };
  }
  const number = await pullOfHead(client, repository, headSha);
  if (number === undefined) return { kind: 'not-started', why: 'its commit is the head of no open pull request' };
  // There is no comment to sign.
  const desk = await openDesk(client, deskOf(runner, repository, { number, comment: 0 }));
  return askAgain(desk, { headSha, asker: { author: sender, throughApp: false } });
}

function deskOf({ inputs }: Runner, repository: string, about: { readonly number: number; readonly comment: number }) {
  const [owner = '', repo = ''] = repository.split('/');
  const isOurs = (body: string): boolean => readMarker(body) !== undefined;
  return { owner, repo, ...about, workflow: inputs.workflow, isOurs };
}

/** The policy as base has it; undefined where it has mistakes: nobody can say then who may accept. */
async function policyAt(runner: Runner, name: string, baseSha: string): ReturnType<CommandDesk['policy']> {
  const cwd = variable(runner.env, 'GITHUB_WORKSPACE');
  await fetchTo(runner, name, [baseSha]);
  const repository = await openRepository(cwd);
  try {
    const { tree } = await repository.commit(baseSha);
    const loaded = await loadMaterial(repository, await repository.entries(tree), runner.inputs.folder);
    return loaded.kind === 'loaded' ? loaded.policy : undefined;
  } finally {
    await repository.close();
  }
}
