import { copyFile, mkdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { changeIndex } from './change-index.js';
import type { Location } from './discover.js';
import { settleInnerRepositories } from './inner-repositories.js';
import { git, type GitContext, gitLine } from './run-git.js';

/**
 * Writes the checkout as it stands (changed and untracked files, not ignored ones) as a tree, into an object folder of
 * our own. The user's index is copied first, so that only what changed since is read. The repository's own settings
 * hold here (line ends, LFS), unless it belongs to another user: then its filters, which are programs, do not run. Those of a
 * repository inside it never hold.
 */
export async function writeWorkingTree(location: Location, temp: string): Promise<string> {
  const objects = join(temp, 'objects');
  const index = join(temp, 'index');
  await mkdir(objects, { recursive: true });
  await copyIndex(location.index, index).catch(ignoreMissing);
  const context: GitContext = {
    cwd: location.root,
    env: {
      GIT_DIR: location.gitDir,
      GIT_WORK_TREE: location.root,
      GIT_INDEX_FILE: index,
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: alternate(location.objects),
    },
    config: location.isForeign ? await withoutFilters(location) : [],
  };
  await settleInnerRepositories(context);
  await changeIndex(context, { args: ['add', '--all'] });
  return gitLine(context, 'write-tree');
}

/**
 * The copy is as old as the original, or a little older: git takes a file for unchanged that was written before the index was,
 * and a newer copy would hide a change that was made within the same tick of the clock as the user's last `git add`.
 */
async function copyIndex(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const { mtimeMs } = await stat(from);
  const written = new Date(Math.floor(mtimeMs));
  await utimes(to, written, written);
}

/** An entry of the list of alternates: colons and quotes in a path would end it early. */
export function alternate(path: string): string {
  return /[:"\\\n]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"` : path;
}

async function withoutFilters(location: Location): Promise<readonly (readonly [string, string])[]> {
  const context = { cwd: location.root, env: { GIT_DIR: location.gitDir } };
  const listed = await git(context, { args: ['config', '--null', '--name-only', '--list'] });
  const names = listed.toString('utf8').split('\0');
  return names
    .filter((name) => /^filter\..*\.(?:clean|smudge|process|required)$/s.test(name))
    .map((name) => [name, name.endsWith('.required') ? 'false' : '']);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
