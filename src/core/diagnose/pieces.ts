import { diffArrays } from 'diff';
import type { Entries, TreeEntry } from '../plan/compose-tree.js';
import { linesOf, type Texts } from './lines.js';
import { pairedFiles } from './paired-files.js';
import type { FilePiece, LinesPiece, ModePiece, Piece } from './piece.js';

/** Lines of text that stand between two changes and do not part them: what stands so near mostly goes together. */
const GAP = 2;
/** Lines that may differ in one file; where more do, it goes as a whole. */
const MOST_EDITS = 4000;

/** What changed between two trees, in order of paths and lines. `texts`: of the files that differ, where they are texts. */
export function piecesBetween(before: Entries, after: Entries, texts: Texts): readonly Piece[] {
  return piecesOf([before, after], { texts, gap: GAP });
}

/** The same, in pieces as small as they come. */
export function smallPiecesBetween(before: Entries, after: Entries, texts: Texts): readonly Piece[] {
  return piecesOf([before, after], { texts, gap: 0 });
}

function piecesOf([before, after]: readonly [Entries, Entries], { texts, gap }: Reading): readonly Piece[] {
  const [old, now] = [byPath(before), byPath(after)];
  const isNew = (one: TreeEntry, others: ReadonlyMap<string, TreeEntry>): boolean => !others.has(one.path);
  const whole = pairedFiles(
    before.filter((one) => isNew(one, now)),
    after.filter((one) => isNew(one, old)),
    texts,
  );
  const edited = after.flatMap((entry) => {
    const was = old.get(entry.path);
    return was === undefined ? [] : editsOf(was, entry, { texts, gap });
  });
  return [...whole, ...edited].sort((one, other) => order(one, other));
}

function byPath(entries: Entries): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

function order(one: Piece, other: Piece): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return (one.kind === 'lines' ? one.at : -1) - (other.kind === 'lines' ? other.at : -1);
}

interface Reading {
  readonly texts: Texts;
  readonly gap: number;
}

function editsOf(was: TreeEntry, is: TreeEntry, { texts, gap }: Reading): readonly Piece[] {
  if (was.oid === is.oid && was.mode === is.mode) return [];
  const whole: FilePiece = { kind: 'file', path: is.path, before: [was], after: [is] };
  if (!isRegular(was) || !isRegular(is)) return [whole];
  const mode: readonly ModePiece[] =
    was.mode === is.mode ? [] : [{ kind: 'mode', path: is.path, before: was.mode, after: is.mode }];
  if (was.oid === is.oid) return mode;
  const [old, now] = [texts.get(was.oid), texts.get(is.oid)];
  const lines =
    old === undefined || now === undefined ? undefined : lineEdits(is.path, [linesOf(old), linesOf(now)], gap);
  return lines === undefined ? [whole] : [...mode, ...lines];
}

function isRegular({ mode }: TreeEntry): boolean {
  return mode === '100644' || mode === '100755';
}

/** Undefined where too much differs to be told apart. */
function lineEdits(
  path: string,
  [old, now]: readonly [readonly string[], readonly string[]],
  gap: number,
): readonly LinesPiece[] | undefined {
  const changes = diffArrays([...old], [...now], { maxEditLength: MOST_EDITS });
  if (changes === undefined) return undefined;
  const pieces: LinesPiece[] = [];
  let at = 0;
  for (const { added, removed, value } of changes) {
    if (added) join(pieces, { kind: 'lines', path, at, removed: [], added: value }, { old, gap });
    else if (removed) join(pieces, { kind: 'lines', path, at, removed: value, added: [] }, { old, gap });
    if (!added) at += value.length;
  }
  return pieces;
}

/** Adds a piece at the end, or makes the last one longer where hardly anything stands between them. */
function join(pieces: LinesPiece[], piece: LinesPiece, { old, gap }: { old: readonly string[]; gap: number }): void {
  const last = pieces.at(-1);
  const end = last === undefined ? 0 : last.at + last.removed.length;
  if (last === undefined || piece.at - end > gap) {
    pieces.push(piece);
    return;
  }
  const between = old.slice(end, piece.at);
  pieces[pieces.length - 1] = {
    ...last,
    removed: [...last.removed, ...between, ...piece.removed],
    added: [...last.added, ...between, ...piece.added],
  };
}
