import { UserError } from '../core/errors.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { Bench } from './bench.js';
import type { Commit, Repository } from './ports.js';
import type { Sides } from './sides.js';
import { openKin } from './open-stage.js';
import type { Stage } from './stage.js';

/** The pull request's commits as trees to run in, each as it would be merged into base, made when first asked for. */
export interface CommitStages {
  /** Commits, and one more for changes that no commit has. */
  readonly count: number;
  /** The commit before the first. */
  readonly before: string;
  /** Undefined for what is not committed. */
  commitAt(index: number): Commit | undefined;
  /** Undefined where a commit cannot be merged into base. */
  at(index: number): Promise<Stage | undefined>;
  /** A commit by itself; undefined where merging it into base adds nothing. */
  alone(index: number): Promise<Stage | undefined>;
  /** What a merge in the pull request brought; undefined for a commit that is none. */
  mergeAt(index: number): Promise<'of-base' | 'of-another' | undefined>;
}

/** `examine` lays the exam's files over a commit's tree, as over head's. */
export function commitStages(bench: Bench, sides: Sides, examine: (entries: Entries) => Entries): CommitStages {
  const { repository } = bench.world;
  const { base, commits } = sides;
  const made = new Map<number, Promise<Stage | undefined>>();
  const make = async (index: number): Promise<Stage | undefined> => {
    const sha = commits[index]?.sha;
    if (sha === undefined) return bench.stages.head;
    const tree = await repository.mergedTree(base.sha, sha);
    return tree === undefined ? undefined : stageOf(tree);
  };
  const stageOf = async (tree: string): Promise<Stage> => {
    if (tree === sides.head.tree) return bench.stages.head;
    const entries = examine(await repository.entries(tree));
    return openKin(bench, entries);
  };
  return {
    count: commits.length + (sides.head.uncommitted ? 1 : 0),
    before: commits[0]?.parents[0] ?? base.sha,
    commitAt: (index) => commits[index],
    at: (index) => {
      const known = made.get(index) ?? make(index);
      made.set(index, known);
      return known;
    },
    alone: async (index) => {
      const one = commits[index];
      if (one === undefined || (await repository.mergedTree(base.sha, one.sha)) === one.tree) return undefined;
      return stageOf(one.tree);
    },
    mergeAt: async (index) => {
      const [, ...brought] = commits[index]?.parents ?? [];
      if (brought.length === 0) return undefined;
      const known = await Promise.all(brought.map((sha) => isIn(repository, base.sha, sha)));
      return known.every((it) => it) ? 'of-base' : 'of-another';
    },
  };
}

/** Whether the history of one commit holds another. */
async function isIn(repository: Repository, one: string, other: string): Promise<boolean> {
  try {
    return (await repository.mergeBase(one, other)).sha === other;
  } catch (error) {
    // Nothing in common, or a clone that does not show it.
    if (error instanceof UserError) return false;
    throw error;
  }
}
