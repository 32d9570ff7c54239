import { applyPatch, structuredPatch } from 'diff';
import type { Entries } from '../plan/compose-tree.js';
import type { Texts } from './lines.js';
import type { FilePiece, Piece } from './piece.js';
import { withPieces, type Edit, type Edits } from './with-pieces.js';

/** A change from one tree to another, in pieces. `texts`: of all files that it touches, on head too. */
export interface Change {
  readonly before: Entries;
  readonly after: Entries;
  readonly pieces: readonly Piece[];
  readonly texts: Texts;
}

/**
 * How head has to be edited so that these pieces of an earlier change are not in it; undefined where later changes stand in the way.
 * Lines may have moved since, what stands around them may not have changed.
 */
export function takeBack(change: Change, chosen: readonly Piece[], head: Entries): Edits | undefined {
  const rest = change.pieces.filter((piece) => !chosen.includes(piece));
  const kept = withPieces(change.before, change.texts, rest);
  const edits = new Map<string, Edit>();
  for (const path of new Set(chosen.map((piece) => piece.path))) {
    const its = chosen.filter((piece) => piece.path === path);
    const whole = its.find((piece) => piece.kind === 'file');
    const found = whole === undefined ? unedited(change, { path, its, kept }, head) : withoutFile(whole, head);
    if (found === undefined) return undefined;
    for (const [at, edit] of found) edits.set(at, edit);
  }
  return edits;
}

function withoutFile({ before, after }: FilePiece, head: Entries): Edits | undefined {
  const now = new Map(head.map((entry) => [entry.path, entry]));
  const isUntouched = after.every(({ path, oid, mode }) => now.get(path)?.oid === oid && now.get(path)?.mode === mode);
  const isFree = before.every(({ path }) => !now.has(path) || after.some((one) => one.path === path));
  if (!isUntouched || !isFree) return undefined;
  return new Map<string, Edit>([
    ...after.map(({ path }) => [path, { kind: 'gone' }] as const),
    ...before.map((entry) => [entry.path, { kind: 'entry', entry }] as const),
  ]);
}

interface OneFile {
  readonly path: string;
  readonly its: readonly Piece[];
  readonly kept: Edits;
}

function unedited(change: Change, { path, its, kept }: OneFile, head: Entries): Edits | undefined {
  const now = head.find((entry) => entry.path === path);
  if (now === undefined) return undefined;
  const mode = its.find((piece) => piece.kind === 'mode')?.before ?? now.mode;
  if (its.every((piece) => piece.kind === 'mode')) {
    return new Map([[path, { kind: 'entry', entry: { ...now, mode } }]]);
  }
  const textIn = (entries: Entries): string | undefined =>
    change.texts.get(entries.find((entry) => entry.path === path)?.oid ?? '');
  const edit = kept.get(path);
  const wanted = edit?.kind === 'text' ? edit.text : textIn(change.before);
  const text = carried(path, { is: textIn(change.after), now: textIn(head) }, wanted);
  return text === undefined ? undefined : new Map([[path, { kind: 'text', mode, text }]]);
}

/** What is done to one text done to a later one. */
function carried(
  path: string,
  { is, now }: { is: string | undefined; now: string | undefined },
  wanted: string | undefined,
): string | undefined {
  if (is === undefined || now === undefined || wanted === undefined) return undefined;
  if (is === now) return wanted;
  const patch = structuredPatch(path, path, is, wanted);
  const text = applyPatch(now, patch, { autoConvertLineEndings: false });
  return text === false ? undefined : text;
}
