import { changedPaths, isBelow, type Entries } from '../core/plan/compose-tree.js';
import { judgingFiles, localActionsIn, startedBy, WORKFLOWS } from '../core/plan/judging-files.js';
import type { Repository } from './ports.js';

const ACTION_FILES = ['action.yml', 'action.yaml', 'Dockerfile'] as const;

/**
 * Files of head that differ from base's and have a part in how a run is made: with such a change the run's own workflow is the pull
 * request's, and its record is no evidence. Which actions count is read from base.
 */
export async function changedWorkflows(
  repository: Repository,
  base: Entries,
  head: Entries,
): Promise<readonly string[]> {
  const read = readerOf(repository, base);
  const workflows = base.filter(({ path }) => isBelow(path, WORKFLOWS) && /\.ya?ml$/.test(path));
  const folders = new Set((await Promise.all(workflows.map(({ path }) => read(path)))).flatMap(localActionsIn));
  // An action may use others in turn: a set that grows while it is walked ends when nothing new is found.
  const started: string[] = [];
  for (const folder of folders) {
    for (const name of ACTION_FILES) {
      const text = await read(folder === '' ? name : `${folder}/${name}`);
      for (const used of localActionsIn(text)) folders.add(used);
      if (folder === '') started.push(...startedBy(text));
    }
  }
  const rooted = folders.has('') ? ACTION_FILES : [];
  return changedPaths(base, head).filter(judgingFiles([...folders, ...started], rooted));
}

function readerOf(repository: Repository, entries: Entries): (path: string) => Promise<string> {
  const oids = new Map(entries.filter(({ mode }) => mode !== '160000').map(({ path, oid }) => [path, oid]));
  return async (path) => {
    const oid = oids.get(path);
    if (oid === undefined) return '';
    return new TextDecoder().decode((await repository.blobs([oid])).get(oid));
  };
}
