import { languageOf } from '../integrity/source.js';
import { roleOfFile, type FileRole } from '../integrity/file-role.js';
import type { Piece } from './piece.js';

/** Files that are no behaviour: an eval that misses none of them lacks nothing. */
const NO_BEHAVIOUR: readonly FileRole[] = ['test', 'snapshot', 'test-setup', 'lint', 'ci'];
const FOR_READERS =
  /\.(?:md|mdx|markdown|rst|adoc|png|jpe?g|gif|svg|ico|pdf)$|(?:^|\/)(?:README|LICEN[CS]E|NOTICE|AUTHORS|CHANGELOG)[^/]*$|(?:^|\/)\.(?:gitignore|gitattributes|editorconfig|prettierrc[^/]*|prettierignore)$/i;
/** Blank, or a comment in any of the usual languages. */
const SAYS_NOTHING = /^\s*(?:$|\/\/|\/\*|\*(?:\s|\/|$)|#(?:\s|$)|--\s|<!--)/;

/** What a manifest calls its own version. */
const VERSION = /^\s*"?version"?\s*[:=]/;

/** Whether an eval could be expected to notice a piece of a change: tests, documents, comments and the like are left out. */
export function isWorthMissing(piece: Piece, isTest: (path: string) => boolean): boolean {
  if (isForReaders(piece.path)) return false;
  const role = roleOfFile(piece.path, isTest);
  // Rust keeps unit tests beside what they test.
  const isRust = languageOf(piece.path) === 'rust' && !/(?:^|\/)tests\//.test(piece.path);
  if (NO_BEHAVIOUR.includes(role) && !isRust) return false;
  if (piece.kind !== 'lines') return true;
  const isSaid = (line: string): boolean => !SAYS_NOTHING.test(line) && !(role === 'manifest' && VERSION.test(line));
  return [...piece.removed, ...piece.added].some(isSaid);
}

/** Whether people read a file, and no program does. */
export function isForReaders(path: string): boolean {
  return FOR_READERS.test(path);
}

/** Lines that a piece changes. */
export function weightOf(piece: Piece): number {
  return piece.kind === 'lines' ? Math.max(piece.removed.length, piece.added.length) : 1;
}

/** What cannot stay when some pieces go: whoever needs them. The other way round than `needsOf`. */
export function neededBy(needs: ReadonlyMap<number, ReadonlySet<number>>): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  for (const [one, others] of needs)
    for (const other of others) found.set(other, (found.get(other) ?? new Set()).add(one));
  return found;
}
