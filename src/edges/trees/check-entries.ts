import { UserError } from '../../core/errors.js';
import type { TreeEntry } from '../../app/ports.js';

/**
 * Refuses a tree that git itself would not check out: names that lead out of it or into a git folder, and a path that is
 * both a file and a folder. Throws a UserError that names the path.
 */
export function checkEntries(entries: readonly TreeEntry[]): void {
  const files = new Set<string>();
  for (const { path } of entries) {
    const why = whyRefused(path) ?? (files.has(path) ? 'it is there twice' : undefined);
    if (why !== undefined) throw refused(path, why);
    files.add(path);
  }
  for (const folder of foldersOf(entries)) {
    if (files.has(folder)) throw refused(folder, 'it is a file and a folder at once');
  }
}

/** Every folder that holds something, parents first. */
export function foldersOf(entries: readonly TreeEntry[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of entries) addParents(path, folders);
  return folders;
}

function addParents(path: string, folders: Set<string>): void {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (parent === '' || folders.has(parent)) return;
  addParents(parent, folders);
  folders.add(parent);
}

function whyRefused(path: string): string | undefined {
  if (path.includes('\0')) return 'a name holds a NUL';
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') return 'it leads out of the tree';
    if (isGitFolder(name)) return 'no name may stand for a git folder';
  }
  return undefined;
}

/** Also as other file systems read it: case, ignorable characters, trailing dots, the short name. */
function isGitFolder(name: string): boolean {
  const plain = name.replace(/\p{Default_Ignorable_Code_Point}/gu, '').toLowerCase();
  return /^(?:\.git|git~1)[. ]*(?::.*)?$/s.test(plain);
}

function refused(path: string, why: string): UserError {
  return new UserError(`The tree holds a path that cannot be written safely: ${JSON.stringify(path)} (${why}).`, {
    help: 'Rename the file in the commit that added it.',
  });
}
