import { createRequire } from 'node:module';

import type { WebhookDefinition } from '@octokit/webhooks-examples';

/** What a payload is about; everything else in it is as GitHub once sent it. */
export interface PullRequestFacts {
  readonly action?: 'opened' | 'synchronize' | 'reopened' | 'ready_for_review' | 'labeled' | 'edited';
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly base: { readonly ref: string; readonly sha: string };
  /** `fork` is the owner of the fork; `null` where the fork has been deleted since. */
  readonly head: { readonly ref: string; readonly sha: string; readonly fork?: string | null };
  readonly mergeSha?: string;
  readonly draft?: boolean;
  readonly author?: { readonly id: number; readonly login: string; readonly type: 'User' | 'Bot' };
  readonly title?: string;
  readonly body?: string;
  readonly commits?: number;
  readonly labels?: readonly string[];
  /** The one that was just given, where that is what happened. */
  readonly label?: string;
  /** What was edited, where that is what happened; `base` by default. */
  readonly edited?: 'base' | 'title';
}

type Payload = Record<string, unknown>;

/** The examples that GitHub's collection lacks (fork, draft, `edited`) are made from one that it has. */
export function pullRequestPayload(facts: PullRequestFacts): Payload {
  const { action = 'opened', number, base, head, draft = false } = facts;
  const payload = example('pull_request', action === 'edited' ? 'opened' : action);
  const pull = payload['pull_request'] as Payload;
  const repo = repository(payload['repository'] as Payload, facts.repository);
  const url = `https://github.com/${facts.repository}/pull/${number}`;
  return {
    ...payload,
    action,
    number,
    ...happened(action, facts, payload),
    pull_request: {
      ...pull,
      number,
      html_url: url,
      draft,
      merge_commit_sha: facts.mergeSha ?? null,
      ...(facts.title === undefined ? {} : { title: facts.title }),
      ...(facts.body === undefined ? {} : { body: facts.body }),
      commits: facts.commits ?? 1,
      labels: (facts.labels ?? []).map((name) => ({
        ...(example('pull_request', 'labeled')['label'] as Payload),
        name,
      })),
      user: { ...(pull['user'] as Payload), ...facts.author },
      head: { ...(pull['head'] as Payload), ref: head.ref, sha: head.sha, repo: headRepository(repo, head.fork) },
      base: { ...(pull['base'] as Payload), ref: base.ref, sha: base.sha, repo },
    },
    repository: repo,
  };
}

/** What an action adds to the payload. */
function happened(action: PullRequestFacts['action'], facts: PullRequestFacts, example: Payload): Payload {
  const { head, base, label = 'formative', edited = 'base' } = facts;
  if (action === 'synchronize') return { after: head.sha };
  if (action === 'labeled') return { label: { ...(example['label'] as Payload), name: label } };
  if (action !== 'edited') return {};
  return {
    changes:
      edited === 'base' ? { base: { ref: { from: 'old' }, sha: { from: base.sha } } } : { title: { from: 'Old' } },
  };
}

export function mergeGroupPayload(name: string, group: { base: string; head: string; number: number }): Payload {
  const payload = example('merge_group', 'checks_requested');
  return {
    ...payload,
    repository: repository(payload['repository'] as Payload, name),
    merge_group: {
      ...(payload['merge_group'] as Payload),
      head_sha: group.head,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-${group.number}-${group.base}`,
      base_sha: group.base,
    },
  };
}

export interface WorkflowRunFacts {
  readonly id: number;
  readonly attempt?: number;
  readonly number?: number;
  readonly event?: string;
  readonly conclusion?: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly fork?: string;
  readonly createdAt?: string;
  /** What GitHub lists it by. */
  readonly title?: string;
  /** Path of the workflow file that ran. */
  readonly workflow?: string;
}

/** The end of a run of the workflow that runs a pull request's code. */
export function workflowRunPayload(name: string, facts: WorkflowRunFacts): Payload {
  const payload = example('workflow_run', 'completed');
  const run = payload['workflow_run'] as Payload;
  const repo = repository(payload['repository'] as Payload, name);
  return {
    ...payload,
    repository: repo,
    workflow: { ...(payload['workflow'] as Payload), path: facts.workflow ?? WORKFLOW_PATH },
    workflow_run: {
      ...run,
      id: facts.id,
      run_attempt: facts.attempt ?? 1,
      run_number: facts.number ?? 1,
      workflow_id: WORKFLOW_ID,
      event: facts.event ?? 'pull_request',
      display_title: facts.title ?? 'A change',
      conclusion: facts.conclusion ?? 'success',
      created_at: facts.createdAt ?? new Date().toISOString(),
      head_sha: facts.headSha,
      head_branch: facts.headBranch,
      head_repository: briefly(run['head_repository'] as Payload, headRepository(repo, facts.fork)),
      pull_requests: [],
    },
  };
}

export interface CommentFacts {
  readonly action?: 'created' | 'edited';
  readonly number: number;
  readonly id: number;
  readonly body: string;
  readonly login: string;
  /** The comment is on an issue that is no pull request. */
  readonly onIssue?: true;
}

/** Somebody wrote a comment on a pull request. */
export function issueCommentPayload(name: string, facts: CommentFacts): Payload {
  const payload = example('issue_comment', 'created');
  const comment = payload['comment'] as Payload;
  const { number, id, body, login, action = 'created' } = facts;
  return {
    ...payload,
    action,
    repository: repository(payload['repository'] as Payload, name),
    issue: {
      ...(payload['issue'] as Payload),
      number,
      ...(facts.onIssue !== true && { pull_request: { url: `https://api.github.com/pulls/${number}` } }),
    },
    comment: { ...comment, id, body, user: { ...(comment['user'] as Payload), login } },
  };
}

export interface ButtonFacts {
  readonly name: string;
  readonly headSha: string;
  /** Slug of the app that made the check. */
  readonly app: string;
  readonly sender: { readonly id: number; readonly login: string; readonly type: string };
}

/** Somebody pressed the button to run a check again. */
export function checkRunPayload(repositoryName: string, { name, headSha, app, sender }: ButtonFacts): Payload {
  const payload = example('check_run', 'rerequested');
  const run = payload['check_run'] as Payload;
  return {
    ...payload,
    repository: repository(payload['repository'] as Payload, repositoryName),
    check_run: { ...run, name, head_sha: headSha, app: { ...(run['app'] as Payload), slug: app } },
    sender: { ...(payload['sender'] as Payload), ...sender },
  };
}

export const WORKFLOW_ID = 7;
export const WORKFLOW_PATH = '.github/workflows/formative-run.yml';

export function pushPayload(name: string, push: { ref: string; before: string; after: string }): Payload {
  const payload = example('push');
  return { ...payload, ...push, repository: repository(payload['repository'] as Payload, name) };
}

export function dispatchPayload(name: string, ref: string, prNumber = ''): Payload {
  const payload = example('workflow_dispatch');
  const inputs = { 'pr-number': prNumber };
  return { ...payload, ref, inputs, repository: repository(payload['repository'] as Payload, name) };
}

/** Every example of an event that GitHub gives. */
export function examplesOf(name: string): readonly Payload[] {
  const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly WebhookDefinition[];
  return (definitions.find((one) => one.name === name)?.examples ?? []) as readonly Payload[];
}

function example(name: string, action?: string): Payload {
  const found = examplesOf(name).find((one) => action === undefined || one['action'] === action);
  if (found === undefined) throw new Error(`There is no example of ${name} ${action ?? ''}.`);
  return structuredClone(found);
}

function repository(example: Payload, fullName: string): Payload {
  const [owner = '', name = ''] = fullName.split('/');
  return {
    ...example,
    name,
    full_name: fullName,
    default_branch: 'main',
    owner: { ...(example['owner'] as Payload), login: owner },
  };
}

function headRepository(base: Payload, fork: string | null | undefined): Payload | null {
  if (fork === null) return null;
  return fork === undefined ? base : { ...repository(base, `${fork}/${String(base['name'])}`), fork: true };
}

/** A repository as it is told of in passing: with fewer fields. */
function briefly(example: Payload, repo: Payload | null): Payload | null {
  return repo && Object.fromEntries(Object.keys(example).map((key) => [key, repo[key] ?? example[key]]));
}
