import { parsePatch, type StructuredPatch } from 'diff';
import { staysInside } from './paths.js';

/** What a patch does to one file. */
export interface FilePatch {
  readonly path: string;
  readonly kind: 'edit' | 'add' | 'delete';
  readonly hunks: StructuredPatch['hunks'];
}

export type PatchReading =
  | { readonly kind: 'patch'; readonly files: readonly FilePatch[] }
  | { readonly kind: 'wrong'; readonly line: number; readonly message: string };

/** Reads a patch as `git diff` writes it. Only lines of text files may change: what moves, links or changes a mode is refused. */
export function readPatch(text: string): PatchReading {
  const parsed = parse(text);
  if (typeof parsed === 'string') return wrong(1, `not a patch as \`git diff\` writes it: ${parsed}`);
  const places = placesIn(text);
  const binary = text.split('\n').findIndex((line) => line.startsWith('GIT binary patch'));
  if (binary >= 0) return wrong(binary + 1, 'the patch changes a binary file, expected lines of text');
  const files = parsed.filter(({ oldFileName, hunks }) => oldFileName !== undefined || hunks.length > 0);
  if (files.length === 0) return wrong(1, 'the patch changes nothing, expected lines as `git diff` writes them');
  const seen = new Set<string>();
  for (const [index, file] of files.entries()) {
    const message = refusal(file, seen);
    if (message !== undefined) return wrong(places[index] ?? 1, message);
    seen.add(pathOf(file));
  }
  return {
    kind: 'patch',
    files: files.map((file) => ({ path: pathOf(file), kind: kindOf(file), hunks: file.hunks })),
  };
}

function parse(text: string): readonly StructuredPatch[] | string {
  try {
    return parsePatch(text);
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 200);
  }
}

function refusal(file: StructuredPatch, seen: ReadonlySet<string>): string | undefined {
  const path = pathOf(file);
  if (path === '') return 'the patch does not say which file it changes, expected `--- a/FILE` and `+++ b/FILE`';
  const shown = `\`${path.slice(0, 100)}\``;
  if (!staysInside(path)) return `the patch changes ${shown}, expected a path inside the repository`;
  if (seen.has(path)) return `the patch changes ${shown} twice, expected once`;
  const more = beyondLines(file, path);
  return more === undefined ? undefined : `the patch ${more} ${shown}, expected a change of its lines`;
}

/** What a patch does to a file besides changing its lines. */
function beyondLines(file: StructuredPatch, path: string): string | undefined {
  const edits = kindOf(file) === 'edit';
  if (file.isBinary === true) return 'changes the bytes of';
  if (moves(file) || (edits && nameOf(file.oldFileName) !== path)) return 'renames or copies';
  if (edits ? file.newMode !== undefined : !isPlain(file.newMode ?? file.oldMode)) return 'changes the mode of';
  return edits && file.hunks.length === 0 ? 'has no lines for' : undefined;
}

function moves({ isRename, isCopy }: StructuredPatch): boolean {
  return isRename === true || isCopy === true;
}

function isPlain(mode: string | undefined): boolean {
  return mode === undefined || mode === '100644' || mode === '100755';
}

function kindOf({ oldFileName, newFileName, isCreate, isDelete }: StructuredPatch): FilePatch['kind'] {
  if (isCreate === true || oldFileName === '/dev/null') return 'add';
  return isDelete === true || newFileName === '/dev/null' ? 'delete' : 'edit';
}

function pathOf(file: StructuredPatch): string {
  return nameOf(kindOf(file) === 'delete' ? file.oldFileName : file.newFileName);
}

function nameOf(name: string | undefined): string {
  return (name ?? '').replace(/^[ab]\//, '');
}

/** The line on which each file of a patch begins. */
function placesIn(text: string): readonly number[] {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const starts = lines.filter(({ line }) => line.startsWith('diff --git '));
  return (starts.length > 0 ? starts : lines.filter(({ line }) => line.startsWith('--- '))).map(({ number }) => number);
}

function wrong(line: number, message: string): PatchReading {
  return { kind: 'wrong', line, message };
}
