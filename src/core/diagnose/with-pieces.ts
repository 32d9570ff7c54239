import type { Entries, TreeEntry } from '../plan/compose-tree.js';
import { linesOf, type Texts } from './lines.js';
import type { LinesPiece, Piece } from './piece.js';

/** What becomes of a path: another entry, another text, or nothing. */
export type Edit =
  | { readonly kind: 'entry'; readonly entry: TreeEntry }
  | { readonly kind: 'text'; readonly mode: TreeEntry['mode']; readonly text: string }
  | { readonly kind: 'gone' };

export type Edits = ReadonlyMap<string, Edit>;

/** How a tree has to be edited so that it holds these pieces of the change from it to another, and no more of it. */
export function withPieces(before: Entries, texts: Texts, chosen: readonly Piece[]): Edits {
  const edits = new Map<string, Edit>();
  const byPath = new Map<string, Piece[]>();
  for (const piece of chosen) byPath.set(piece.path, [...(byPath.get(piece.path) ?? []), piece]);
  for (const [path, pieces] of byPath) {
    const was = before.find((entry) => entry.path === path);
    for (const [at, edit] of editsOf(pieces, was, texts)) edits.set(at, edit);
  }
  return edits;
}

function editsOf(pieces: readonly Piece[], was: TreeEntry | undefined, texts: Texts): Edits {
  const [first] = pieces;
  if (first?.kind === 'file') {
    const gone = first.before.map(({ path }) => [path, { kind: 'gone' }] as const);
    const came = first.after.map((entry) => [entry.path, { kind: 'entry', entry }] as const);
    return new Map<string, Edit>([...gone, ...came]);
  }
  if (was === undefined) return new Map();
  const mode = pieces.find((piece) => piece.kind === 'mode')?.after ?? was.mode;
  const lines = pieces.filter((piece) => piece.kind === 'lines');
  if (lines.length === 0) return new Map([[was.path, { kind: 'entry', entry: { ...was, mode } }]]);
  return new Map([[was.path, { kind: 'text', mode, text: edited(texts.get(was.oid) ?? '', lines) }]]);
}

/** A text with some of the changes of its lines made. */
function edited(text: string, pieces: readonly LinesPiece[]): string {
  const old = linesOf(text);
  const parts: string[] = [];
  let from = 0;
  for (const { at, removed, added } of [...pieces].sort((one, other) => one.at - other.at)) {
    parts.push(...old.slice(from, at), ...added);
    from = at + removed.length;
  }
  return [...parts, ...old.slice(from)].join('');
}
