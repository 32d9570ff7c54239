import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Location } from './discover.js';
import { type GitContext, tryGit } from './run-git.js';
import { alternate } from './working-tree.js';

/**
 * The tree of a commit merged into another, written into an object folder of our own; undefined where they conflict. It runs on
 * a bare repository of our own, so that no merge driver of the user's configuration is started by a commit's attributes.
 */
export async function mergeTree(
  location: Location,
  temp: string,
  pair: { into: string; from: string },
): Promise<string | undefined> {
  const context = await bareContext(location, temp);
  const answer = await tryGit(context, { args: ['merge-tree', '--write-tree', '--no-messages', pair.into, pair.from] });
  return answer.code === 0 ? answer.stdout.toString('utf8').trim() : undefined;
}

async function bareContext(location: Location, temp: string): Promise<GitContext> {
  const [bare, objects] = [join(temp, 'bare.git'), join(temp, 'objects')];
  await Promise.all(
    [join(bare, 'refs'), join(bare, 'objects'), objects].map((path) => mkdir(path, { recursive: true })),
  );
  await writeFile(join(bare, 'HEAD'), 'ref: refs/heads/none\n');
  return {
    cwd: bare,
    env: {
      GIT_DIR: bare,
      GIT_OBJECT_DIRECTORY: objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: alternate(location.objects),
    },
  };
}
