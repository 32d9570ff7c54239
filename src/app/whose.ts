import { recognise, type Recognition } from '../core/agents/recognise.js';
import type { ExtraAgent } from '../core/agents/known-identities.js';
import { ruleBookWith } from '../core/agents/rule-book.js';
import { loadMaterial } from './material.js';
import type { Repository } from './ports.js';

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

/** The agents that base's policy adds. Mistakes in eval files are no reason not to answer: `formative validate` names them. */
async function extraAgents(repository: Repository, tree: string, folder: string): Promise<readonly ExtraAgent[]> {
  const loaded = await loadMaterial(repository, await repository.entries(tree), folder);
  return loaded.kind === 'loaded' ? loaded.policy.agents : [];
}

function withoutRemote(branch: string): string {
  return branch.replace(/^(?:refs\/heads\/|refs\/remotes\/[^/]+\/|origin\/)/, '');
}
