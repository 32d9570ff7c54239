import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/**
 * The PATH by which tools of ours are found: without what is relative or lies in a checkout that one of these folders is in. `npx`
 * puts a checkout's own programs first, and a pull request may bring a `git`.
 */
export function toolPath(path: string, folders: readonly string[]): string {
  const checkouts = folders.map(checkoutAround).filter((checkout) => checkout !== undefined);
  const isTheirs = (folder: string): boolean => checkouts.some((checkout) => isIn(real(folder), checkout));
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isTheirs(folder))
    .join(delimiter);
}

/** The top of the checkout that a folder is in. A machine that is one checkout as a whole has no other tools. */
function checkoutAround(folder: string): string | undefined {
  for (let at = real(folder); dirname(at) !== at; at = dirname(at)) if (existsSync(join(at, '.git'))) return at;
  return undefined;
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
