import * as core from '@actions/core';

import type { CommandDesk } from '../app/command-desk.js';
import { loadMaterial } from '../app/material.js';
import { obey } from '../app/obey.js';
import { UserError } from '../core/errors.js';
import { readMarker } from '../core/report/marker.js';
import { openRepository } from '../edges/git/open-repository.js';
import { openDesk } from '../edges/github/desk.js';
import type { GithubEvent } from '../edges/github/event.js';
import { clientFor, fetchTo, variable, type Runner } from './runner.js';

/** `mode: command`: hears a comment on a pull request. Nothing of the pull request is checked out or run. */
export async function commandMode(runner: Runner, event: GithubEvent): Promise<void> {
  if (event.kind !== 'issue-comment') {
    throw new UserError('`mode: command` obeys comments.', { help: 'Start it on issue_comment: see the README.' });
  }
  if (event.action !== 'created' || !event.onPullRequest) {
    core.info('Not a new comment on a pull request: nothing to do.');
    return;
  }
  const [owner = '', repo = ''] = event.repository.split('/');
  const { number, comment, repository } = event;
  const { workflow } = runner.inputs;
  const isOurs = (body: string): boolean => readMarker(body) !== undefined;
  const desk = await openDesk(clientFor(runner), { owner, repo, number, comment: comment.id, workflow, isOurs });
  const obeyed = await obey({ ...desk, policy: (base) => policyAt(runner, repository, base) }, comment.body);
  core.info(`The comment: ${obeyed.kind}${'why' in obeyed ? ` (${obeyed.why})` : ''}.`);
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
