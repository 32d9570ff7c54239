import { isBelow } from './compose-tree.js';

/** Where GitHub keeps workflows, and whatever else it obeys. */
export const WORKFLOWS = '.github';

/** Folders of the repository's own actions that a workflow or an action uses: of `uses: ./tools/run`, `tools/run`; the root is empty. */
export function localActionsIn(text: string): readonly string[] {
  const uses = text.matchAll(/^\s*(?:-\s*)?["']?uses["']?\s*:\s*["']?\.\/([^"'#\s]*)/gm);
  return [...new Set([...uses].map(([, path = '']) => path.replace(/\/+$/, '')))];
}

/** What an action at the root of the repository starts: its own files are not told from the rest by a folder. */
export function startedBy(action: string): readonly string[] {
  const started = action.matchAll(/^\s*["']?(?:main|pre|post|image)["']?\s*:\s*["']?([^"'#\s]+)/gm);
  return [...new Set([...started].map(([, path = '']) => path.split('/')[0] ?? ''))];
}

/** Whether a file has a part in how a pull request is judged: workflows, and the actions in the repository that they use. */
export function judgingFiles(folders: readonly string[], files: readonly string[]): (path: string) => boolean {
  const named = new Set(files);
  return (path) => named.has(path) || [WORKFLOWS, ...folders].some((folder) => folder !== '' && isBelow(path, folder));
}
