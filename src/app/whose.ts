import type { DescribedChange } from '../core/agents/described-change.js';
import { recognise, type Recognition } from '../core/agents/recognise.js';
import type { ExtraAgent } from '../core/agents/known-identities.js';
import { ruleBookWith } from '../core/agents/rule-book.js';
import { loadMaterial } from './material.js';
import type { Policy } from '../core/evals/policy.js';
import type { Repository } from './ports.js';
import type { Sides } from './sides.js';

export interface WhoseChange {
  /** `BASE..HEAD`, full shas. */
  readonly source: string;
  readonly recognition: Recognition;
}

/** Whose the commits are that `head` has and `base` has not. A branch is looked at where head is one by name. */
export async function whose(
  repository: Repository,
  asked: { readonly base?: string; readonly head?: string; readonly folder: string },
): Promise<WhoseChange> {
  const head = await repository.commit(asked.head ?? 'HEAD');
  const base = await repository.mergeBase(asked.base ?? (await repository.defaultBranch()), head.sha);
  const branch = asked.head ?? (await repository.currentBranch());
  const book = ruleBookWith(await extraAgents(repository, base.tree, asked.folder));
  const change = {
    ...(branch !== undefined && { branch: withoutRemote(branch) }),
    body: '',
    labels: [],
    events: [],
    commits: await repository.describedCommits(base.sha, head.sha),
  };
  return { source: `${base.sha}..${head.sha}`, recognition: recognise(change, book) };
}

/** A pull request as GitHub tells it, beside its commits. */
export interface OpenedPullRequest {
  readonly opener: NonNullable<DescribedChange['opener']>;
  readonly branch: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** Whose the pull request is that lies between two sides: its commits, and what GitHub tells of it where that was asked. */
export async function whoseSides(
  repository: Repository,
  { base, head }: Sides,
  known: { readonly tip?: string; readonly opened?: OpenedPullRequest; readonly policy: Policy },
): Promise<Recognition> {
  const commits = await repository.describedCommits(base.sha, known.tip ?? head.sha);
  const untold = { body: '', labels: [], events: [], commits };
  return recognise({ ...untold, ...known.opened }, ruleBookWith(known.policy.agents));
}

/** The agents that base's policy adds. Mistakes in eval files are no reason not to answer: `formative validate` names them. */
async function extraAgents(repository: Repository, tree: string, folder: string): Promise<readonly ExtraAgent[]> {
  const loaded = await loadMaterial(repository, await repository.entries(tree), folder);
  return loaded.kind === 'loaded' ? loaded.policy.agents : [];
}

function withoutRemote(branch: string): string {
  return branch.replace(/^(?:refs\/heads\/|refs\/remotes\/[^/]+\/|origin\/)/, '');
}
