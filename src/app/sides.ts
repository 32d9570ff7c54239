import { ConflictError } from '../core/errors.js';
import type { Commit, Repository } from './ports.js';

/** What is asked to be compared. Absent: the working tree, and its merge base with the default branch. */
export interface Asked {
  readonly base?: string;
  readonly head?: string;
  /** Take base as it is, not its merge base with head: for a merge commit, whose first parent it is. */
  readonly exactBase?: boolean;
  /** Judge head's merge into base, made here: for a head of which no merge commit is known. */
  readonly merge?: boolean;
  /** The pull request's last commit, where head is its merge into base. */
  readonly tip?: string;
  /** What the two are called, where that is not how they were asked for. */
  readonly labels?: { readonly base: string; readonly head: string };
}

export interface SideAt {
  readonly sha: string;
  readonly tree: string;
  readonly label: string;
  readonly subject: string;
  /** The tree holds changes that no commit has. */
  readonly uncommitted: boolean;
}

export interface Sides {
  readonly base: SideAt;
  readonly head: SideAt;
  /** Commits of the pull request, first parents only, oldest first. */
  readonly commits: readonly Commit[];
  readonly notices: readonly string[];
}

/** Finds the two commits (or the working tree) to compare. Throws a UserError that says what to fetch or type. */
export async function resolveSides(repository: Repository, asked: Asked): Promise<Sides> {
  const head = asked.head === undefined ? await workingTree(repository) : await commitSide(repository, asked.head);
  const name = asked.base ?? (await repository.defaultBranch());
  const named = await repository.commit(name);
  const base = asked.exactBase === true ? named : await repository.mergeBase(named.sha, head.sha);
  const labels = { base: name, head: head.label, ...asked.labels };
  const moved = base.sha !== named.sha;
  const tree = asked.merge === true ? await mergedTree(repository, base.sha, head.sha) : head.tree;
  return {
    base: { ...sideOf(base), label: moved ? `merge base with ${labels.base}` : labels.base },
    head: { ...head, tree, label: labels.head },
    commits: await repository.commitsBetween(base.sha, asked.tip ?? head.sha),
    notices: [
      ...(moved && asked.base !== undefined ? [movedOn(base, labels.base)] : []),
      ...(base.tree === tree ? ['Head and base hold the same files: nothing was changed.'] : []),
    ],
  };
}

async function mergedTree(repository: Repository, base: string, head: string): Promise<string> {
  const tree = await repository.mergedTree(base, head);
  if (tree !== undefined) return tree;
  throw new ConflictError(`Head ${head.slice(0, 10)} cannot be merged into base ${base.slice(0, 10)}: they conflict.`, {
    help: 'Merge or rebase the pull request onto its base, and push again.',
  });
}

function movedOn({ sha }: Commit, name: string): string {
  return `Base is ${sha.slice(0, 10)}, where head left ${name}; ${name} itself has moved on since.`;
}

async function workingTree(repository: Repository): Promise<SideAt> {
  const { commit, tree, dirty } = await repository.workingTree();
  return {
    ...sideOf(commit),
    tree,
    uncommitted: dirty,
    label: dirty ? 'working tree with uncommitted changes' : 'HEAD',
  };
}

async function commitSide(repository: Repository, revision: string): Promise<SideAt> {
  return { ...sideOf(await repository.commit(revision)), label: revision };
}

function sideOf({ sha, tree, subject }: Commit): Omit<SideAt, 'label'> {
  return { sha, tree, subject, uncommitted: false };
}
