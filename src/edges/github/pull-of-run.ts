import * as z from 'zod';

import { UnjudgedError } from '../../core/verdict/unjudged.js';
import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import { refuseOtherBase, type SameHead } from './other-base.js';
import { ListedPull, Pull, pullRequest, type PullRequest } from './pull-request.js';
import type { WorkflowRunEvent } from './workflow-run.js';

/**
 * The one open pull request whose head is the run's: by commit and by repository, because the event names none for a fork's. Throws an
 * UnjudgedError where there is none (the head moved, or it was closed), more than one, or where the run may be for another base.
 */
export async function pullOfRun(client: GithubClient, run: WorkflowRunEvent): Promise<PullRequest> {
  const [owner = '', repo = ''] = run.repository.split('/');
  const { octokit } = client;
  const [fork = ''] = (run.headRepository ?? '').split('/');
  const head = `${fork}:${run.headBranch}`;
  const pages = await octokit.paginate(octokit.rest.pulls.list, { owner, repo, state: 'all', head, per_page: 100 });
  const all = readAnswer(z.array(ListedPull), pages).filter((pull) => isHead(pull, run));
  const [one, ...more] = all.filter(({ state }) => state === 'open');
  if (one === undefined) throw new UnjudgedError('superseded', `No open pull request has ${run.headSha} as its head.`);
  if (more.length > 0) {
    const numbers = [one, ...more].map(({ number }) => `#${number}`).join(', ');
    throw new UnjudgedError('not-run', `More than one open pull request has this head: ${numbers}.`);
  }
  const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: one.number });
  const pull = readAnswer(Pull, data);
  if (!isHead(pull, run) || pull.state !== 'open') {
    throw new UnjudgedError('superseded', `Pull request #${pull.number} is at ${pull.head.sha} by now.`);
  }
  const others = all.filter((it) => it.number !== pull.number).map(sameHead);
  await refuseOtherBase(client, run, { judged: sameHead(pull), others });
  return pullRequest(pull);
}

function sameHead({ number, base, closed_at: closedAt }: z.infer<typeof ListedPull>): SameHead {
  return { number, baseRef: base.ref, closedAt: closedAt ?? null };
}

function isHead({ head }: z.infer<typeof ListedPull>, run: WorkflowRunEvent): boolean {
  return head.sha === run.headSha && head.repo !== null && head.repo.full_name === run.headRepository;
}
