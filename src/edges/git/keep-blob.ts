import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Location } from './discover.js';
import { git } from './run-git.js';

/** Writes a text as a blob into an object folder of our own; answers its oid. No filter of the repository applies. */
export async function keepBlob(location: Location, temp: string, text: string): Promise<string> {
  const objects = join(temp, 'objects');
  await mkdir(objects, { recursive: true });
  const context = { cwd: location.root, env: { GIT_DIR: location.gitDir, GIT_OBJECT_DIRECTORY: objects } };
  const answer = await git(context, { args: ['hash-object', '-w', '--stdin', '--no-filters'], stdin: text });
  return answer.toString('utf8').trim();
}
