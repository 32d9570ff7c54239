import { formatPatch, structuredPatch, type StructuredPatch } from 'diff';
import type { Entries, TreeEntry } from '../plan/compose-tree.js';
import type { Texts } from './lines.js';
import type { Edit, Edits } from './with-pieces.js';

/** Some edits of a tree as `git apply` takes them; undefined where a file is no text. */
export function patchOf(tree: Entries, edits: Edits, texts: Texts): string | undefined {
  const byPath = new Map(tree.map((entry) => [entry.path, entry]));
  const patches = [...edits].map(([path, edit]) =>
    filePatch(path, fileAt(byPath.get(path), texts), fileOf(edit, texts)),
  );
  const known = patches.filter((patch) => patch !== undefined);
  return known.length < patches.length ? undefined : known.map((patch) => formatPatch(patch)).join('');
}

/** A file before or after an edit; its text is undefined where it has none. */
type File = { readonly mode: TreeEntry['mode']; readonly text: string | undefined } | 'none';

function fileAt(entry: TreeEntry | undefined, texts: Texts): File {
  return entry === undefined ? 'none' : { mode: entry.mode, text: texts.get(entry.oid) };
}

function fileOf(edit: Edit, texts: Texts): File {
  if (edit.kind === 'gone') return 'none';
  return edit.kind === 'text' ? edit : fileAt(edit.entry, texts);
}

function filePatch(path: string, old: File, now: File): StructuredPatch | undefined {
  const [before, after] = [textOf(old), textOf(now)];
  if (before === undefined || after === undefined) return undefined;
  const names = [old === 'none' ? '/dev/null' : `a/${path}`, now === 'none' ? '/dev/null' : `b/${path}`] as const;
  return { ...structuredPatch(...names, before, after), isGit: true, ...modes(old, now) };
}

function textOf(file: File): string | undefined {
  return file === 'none' ? '' : file.text;
}

function modes(old: File, now: File): Partial<StructuredPatch> {
  if (old === 'none') return now === 'none' ? {} : { isCreate: true, newMode: now.mode };
  if (now === 'none') return { isDelete: true, oldMode: old.mode };
  return old.mode === now.mode ? {} : { oldMode: old.mode, newMode: now.mode };
}
