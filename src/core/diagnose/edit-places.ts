import { structuredPatch } from 'diff';
import type { Entries, TreeEntry } from '../plan/compose-tree.js';
import { linesOf, type Texts } from './lines.js';
import type { Edit, Edits } from './with-pieces.js';

/** Where a tree would be edited. Lines count from 1, and are the tree's own. */
export interface EditPlace {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** Absent for lines: the file as a whole. */
  readonly what?: 'new' | 'deleted' | 'renamed' | 'binary' | 'mode';
}

/** The lines and files of a tree that some edits would take back. */
export function placesOf(tree: Entries, edits: Edits, texts: Texts): readonly EditPlace[] {
  const byPath = new Map(tree.map((entry) => [entry.path, entry]));
  const comes = [...edits].some(([path, edit]) => edit.kind === 'entry' && !byPath.has(path));
  return [...edits].flatMap(([path, edit]) => placesIn(path, { was: byPath.get(path), edit, comes }, texts));
}

interface Edited {
  readonly was: TreeEntry | undefined;
  readonly edit: Edit;
  /** Some path of these edits comes back. */
  readonly comes: boolean;
}

function placesIn(path: string, { was, edit, comes }: Edited, texts: Texts): readonly EditPlace[] {
  const old = (was && texts.get(was.oid)) ?? '';
  const whole = { path, startLine: 1, endLine: Math.max(1, linesOf(old).length) };
  if (edit.kind === 'gone') return [{ ...whole, what: comes ? 'renamed' : 'new' }];
  if (was === undefined) return [{ ...whole, what: 'deleted' }];
  const mode = edit.kind === 'text' ? edit.mode : edit.entry.mode;
  const changed: readonly EditPlace[] = mode === was.mode ? [] : [{ ...whole, endLine: 1, what: 'mode' }];
  if (edit.kind === 'text') return [...changed, ...linesIn(path, old, edit.text)];
  return edit.entry.oid === was.oid ? changed : [{ ...whole, what: 'binary' }];
}

function linesIn(path: string, old: string, now: string): readonly EditPlace[] {
  const { hunks } = structuredPatch(path, path, old, now, undefined, undefined, { context: 0 });
  return hunks.map(({ oldStart, oldLines }) => {
    const startLine = Math.max(1, oldStart);
    return { path, startLine, endLine: startLine + Math.max(0, oldLines - 1) };
  });
}
