import type { GithubEvent } from '../edges/github/event.js';
import type { PullRequest } from '../edges/github/pull-request.js';
import { UserError } from '../core/errors.js';
import type { Result } from '../core/report/result.js';
import type { Repository } from '../app/ports.js';
import type { OpenedPullRequest } from '../app/whose.js';
import type { Asked } from '../app/sides.js';
import type { Inputs } from './inputs.js';

/** What the event asks to be judged, and where the answer belongs. */
export interface Occasion {
  /** The commit that carries the check. */
  readonly headSha: string;
  readonly baseSha: string;
  readonly repository: string;
  /** Absent in a merge queue or a run by hand: there is a check and no comment. */
  readonly pullRequest?: {
    readonly number: number;
    readonly url: string;
    readonly commits: number;
    readonly fork: boolean;
    /** Of the repository that it is made to. */
    readonly defaultBranch: string;
    readonly opened: OpenedPullRequest;
  };
  /** Nothing but the default branch's own code runs: what base's runs come to may be kept. */
  readonly trusted?: true;
  /** The branch that base is the tip of. */
  readonly baseRef: string;
}

export function occasionOf(event: GithubEvent, sha: string): Occasion {
  switch (event.kind) {
    case 'pull-request': {
      const { headSha, baseSha, baseRef, repository, number, url, commits, fork, defaultBranch } = event;
      return {
        headSha,
        baseSha,
        baseRef,
        repository,
        pullRequest: { number, url, commits, fork, defaultBranch, opened: openedBy(event) },
      };
    }
    case 'merge-group':
      return {
        headSha: event.headSha,
        baseSha: event.baseSha,
        baseRef: event.baseRef,
        repository: event.repository,
      };
    case 'workflow-dispatch':
      return {
        headSha: sha,
        baseSha: sha,
        baseRef: event.ref,
        repository: event.repository,
        ...(event.ref === `refs/heads/${event.defaultBranch}` && { trusted: true as const }),
      };
    case 'push':
    case 'workflow-run':
    case 'issue-comment':
    case 'check-run':
    case 'other':
      throw new UserError(`This action does not handle the event ${nameOf(event)}.`, {
        help: 'Start it on pull_request, merge_group or workflow_dispatch: see the README.',
      });
  }
}

/** Where a pull request's number may be given: of every other event the commit is known, and is not to be another. */
export function givenByHand(event: GithubEvent): { readonly repository: string; readonly defaultBranch: string } {
  if (event.kind === 'workflow-dispatch') return event;
  throw new UserError(`\`pr-number\` is for a run by hand, and this one was started by ${nameOf(event)}.`, {
    help: 'Give it the input of workflow_dispatch, which is empty for every other event: see the README.',
  });
}

/** A pull request as the API tells of it. */
export function occasionOfPull(
  pull: PullRequest,
  { repository, defaultBranch }: { readonly repository: string; readonly defaultBranch: string },
): Occasion {
  const { number, url, headSha, headRef, headRepository, baseSha, baseRef, commits, author, body, labels } = pull;
  const opener = { login: author.login, number: author.id, type: author.type };
  const fork = headRepository !== repository;
  const opened = { opener, branch: headRef, body, labels };
  return { headSha, baseSha, baseRef, repository, pullRequest: { number, url, commits, fork, defaultBranch, opened } };
}

/** What tells who made it: the payload is GitHub's own, its texts are their author's. */
function openedBy({ author, headRef, body, labels }: GithubEvent & { kind: 'pull-request' }): OpenedPullRequest {
  const { login, id, type } = author;
  return { opener: { login, number: id, type }, branch: headRef, body, labels };
}

/** The pull request, as a result names it. */
export function pullRequestOf({ pullRequest, repository, headSha }: Occasion): {
  pullRequest?: NonNullable<Result['pullRequest']>;
} {
  if (pullRequest === undefined) return {};
  const { number, url, commits } = pullRequest;
  return { pullRequest: { number, url, commits, repository, headSha } };
}

/** Who opened it, and how: what tells an agent. */
export function openedOf({ pullRequest }: Occasion): { opened?: OpenedPullRequest } {
  return pullRequest === undefined ? {} : { opened: pullRequest.opened };
}

function nameOf(event: GithubEvent): string {
  if (event.kind === 'workflow-run') return 'workflow_run in this mode';
  if (event.kind === 'issue-comment') return 'issue_comment in this mode';
  if (event.kind === 'check-run') return 'check_run in this mode';
  return event.kind === 'other' ? event.name : event.kind;
}

/**
 * The two sides of a run that is judged elsewhere. Whoever judges has no merge commit of GitHub's, so both halves make the merge of the
 * head into the base of the event themselves, and arrive at the same tree.
 */
export async function askedApart(
  repository: Pick<Repository, 'defaultBranch' | 'commit'>,
  { event, inputs, sha }: { event: GithubEvent; inputs: Inputs; sha: string },
): Promise<Asked> {
  if (inputs.prNumber !== undefined) {
    givenByHand(event);
    return checkedOut(repository, inputs.prNumber, sha);
  }
  const { headSha, baseSha, baseRef } = occasionOf(event, sha);
  if (event.kind === 'merge-group')
    return { base: baseSha, head: headSha, exactBase: true, labels: { base: baseRef, head: 'head' } };
  const base = event.kind === 'workflow-dispatch' ? (inputs.base ?? (await repository.defaultBranch())) : baseSha;
  return mergedInto(base, headSha, baseRef);
}

/** The two sides that GitHub merged: whoever may only read the repository is told of a pull request by nothing else. */
async function checkedOut(repository: Pick<Repository, 'commit'>, number: number, sha: string): Promise<Asked> {
  const { sha: merge, parents } = await repository.commit('HEAD');
  const [base, head] = parents;
  if (base !== undefined && head !== undefined && merge !== sha) return mergedInto(base, head, 'base');
  throw new UserError(`The checkout is not the merge of pull request #${number} into its base.`, {
    help: `Let actions/checkout have \`ref: refs/pull/${number}/merge\`: see docs/workflows/formative-run.yml.`,
  });
}

export function mergedInto(base: string, head: string, baseRef: string): Asked {
  const labels = { base: baseRef, head: `head merged into ${baseRef}` };
  return { base, head, exactBase: true, merge: true, labels };
}

/**
 * The two sides (SPEC section 5): what would be merged beside its first parent, where the checkout has that merge commit; else
 * the head and where it left base. The inputs go before both.
 */
export async function askedFor(
  repository: Pick<Repository, 'commit'>,
  about: { occasion: Occasion; inputs: Inputs; sha: string },
): Promise<Asked> {
  const { occasion, inputs, sha } = about;
  if (inputs.base !== undefined || inputs.head !== undefined) {
    return { base: inputs.base ?? occasion.baseSha, head: inputs.head ?? occasion.headSha };
  }
  const [first, second] = await parentsOf(repository, sha);
  const { headSha, baseSha, baseRef } = occasion;
  // A run by hand on a branch names no base: compared with itself, nothing would ever break.
  if (baseSha === headSha && occasion.trusted !== true) return { head: headSha };
  if (first === undefined || second !== headSha)
    return { base: baseSha, head: headSha, labels: { base: baseRef, head: 'head' } };
  return {
    base: first,
    head: sha,
    tip: headSha,
    exactBase: true,
    labels: { base: baseRef, head: `head merged into ${baseRef}` },
  };
}

async function parentsOf(repository: Pick<Repository, 'commit'>, sha: string): Promise<readonly string[]> {
  try {
    return (await repository.commit(sha)).parents;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
