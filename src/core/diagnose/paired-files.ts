import type { Entries, TreeEntry } from '../plan/compose-tree.js';
import { linesOf, type Texts } from './lines.js';
import type { FilePiece } from './piece.js';

/** Share of its lines that a renamed file keeps at least. */
const ALIKE = 0.5;
/** Files that went and came are compared one with another only while they are so few. */
const MOST_COMPARED = 50;

/** Files that are gone or new: one that went elsewhere, or into a folder of its own name, is one piece with what came of it. */
export function pairedFiles(gone: Entries, came: Entries, texts: Texts): readonly FilePiece[] {
  const left = new Set(came);
  const few = gone.length <= MOST_COMPARED && came.length <= MOST_COMPARED;
  const moved = gone.map((was) => {
    const found = [...left].filter((is) => isBelow(was, is) || isBelow(is, was));
    const twin = found.length > 0 ? found : [twinOf(was, left, few ? texts : new Map())].flat();
    for (const one of twin) left.delete(one);
    return { kind: 'file', path: twin[0]?.path ?? was.path, before: [was], after: twin } as const;
  });
  return [...moved, ...[...left].map((is) => ({ kind: 'file', path: is.path, before: [], after: [is] }) as const)];
}

function isBelow(one: TreeEntry, other: TreeEntry): boolean {
  return one.path.startsWith(`${other.path}/`);
}

function twinOf(was: TreeEntry, among: ReadonlySet<TreeEntry>, texts: Texts): readonly TreeEntry[] {
  const same = [...among].find((is) => is.oid === was.oid);
  if (same !== undefined) return [same];
  const text = texts.get(was.oid);
  if (text === undefined) return [];
  const alike = [...among]
    .map((is) => ({ is, share: shareOf(text, texts.get(is.oid) ?? '') }))
    .filter(({ share }) => share >= ALIKE)
    .sort((one, other) => other.share - one.share);
  return alike.slice(0, 1).map(({ is }) => is);
}

/** Share of the longer text's lines that the other has too. */
function shareOf(one: string, other: string): number {
  const [lines, others] = [linesOf(one), linesOf(other)];
  const known = new Set(lines);
  const common = others.filter((line) => known.has(line)).length;
  return common / Math.max(1, lines.length, others.length);
}
