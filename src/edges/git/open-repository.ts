import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../../app/ports.js';
import type { Person } from '../../core/agents/described-change.js';
import { describedCommits } from './described-commits.js';
import { findDefaultBranch } from './default-branch.js';
import { discover } from './discover.js';
import { openHead } from './head.js';
import { keepBlob } from './keep-blob.js';
import { mergeTree } from './merged-tree.js';
import { openObjects } from './objects.js';
import { openRevisions } from './revisions.js';
import { tryGit, type GitContext } from './run-git.js';
import { alternate, writeWorkingTree } from './working-tree.js';

export interface OpenRepository extends Repository {
  /** The checkout's top folder. */
  readonly root: string;
  /** The git folder that all worktrees share. */
  readonly gitDir: string;
  /** Address of the remote `origin`; undefined where there is none. */
  remoteUrl(): Promise<string | undefined>;
  /** Who wrote what is committed; throws where nothing is. */
  authors(): Promise<readonly Person[]>;
  /** HEAD, where some branch of a remote has it too. */
  publishedHead(): Promise<string | undefined>;
  /** Removes the objects of `workingTree`; the repository answers nothing about them afterwards. */
  close(): Promise<void>;
  /** The same at once, for handlers that cannot wait. */
  closeNow(): void;
}

/**
 * Opens the repository that holds a folder, read only; throws a UserError where there is none to work with. What must be
 * written on the way goes into a folder of our own below `parent`.
 */
export async function openRepository(cwd: string, parent = tmpdir()): Promise<OpenRepository> {
  const location = await discover(cwd);
  const env = { GIT_DIR: location.gitDir, GIT_WORK_TREE: location.root };
  const context: GitContext = { cwd: location.root, env };
  const revisions = openRevisions(context, location);
  let temp: string | undefined;

  const withOwnObjects = (): GitContext => {
    if (temp === undefined) return context;
    return { ...context, env: { ...env, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternate(join(temp, 'objects')) } };
  };
  const ownFolder = (): string => (temp ??= mkdtempSync(join(parent, 'formative-')));
  const closeNow = () => {
    if (temp !== undefined) rmSync(temp, { recursive: true, force: true });
    temp = undefined;
  };

  return {
    root: location.root,
    gitDir: location.commonDir,
    commit: revisions.commit,
    mergeBase: revisions.mergeBase,
    defaultBranch: () => findDefaultBranch(context, revisions),
    commitsBetween: async (base, head) => {
      const [from, to] = [await revisions.commit(base), await revisions.commit(head)];
      return revisions.list(['--first-parent', '--reverse', to.sha, `^${from.sha}`]);
    },
    describedCommits: async (base, head) => {
      const [from, to] = [await revisions.commit(base), await revisions.commit(head)];
      return describedCommits(context, from.sha, to.sha);
    },
    mergedTree: async (base, head) => {
      const [into, from] = [await revisions.commit(base), await revisions.commit(head)];
      const parted = await revisions.mergeBase(into.sha, from.sha);
      return parted.sha === into.sha ? from.tree : mergeTree(location, ownFolder(), { into: into.sha, from: from.sha });
    },
    keepBlob: (text) => keepBlob(location, ownFolder(), text),
    workingTree: async () => {
      const commit = await revisions.commit('HEAD');
      const tree = await writeWorkingTree(location, ownFolder());
      return { commit, tree, dirty: tree !== commit.tree };
    },
    ...openObjects(withOwnObjects),
    ...openHead(context),
    remoteUrl: () => remoteUrl(context),
    closeNow,
    close: () => {
      closeNow();
      return Promise.resolve();
    },
  };
}

/** Where `origin` is; undefined where there is no such remote. */
async function remoteUrl(context: GitContext): Promise<string | undefined> {
  const { code, stdout } = await tryGit(context, { args: ['remote', 'get-url', 'origin'] });
  return code === 0 ? stdout.toString('utf8').trim() : undefined;
}
