import type { Entries } from '../core/plan/compose-tree.js';
import type { Bench } from './bench.js';
import type { Commit } from './ports.js';
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
    if (tree === undefined) return undefined;
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
  };
}
