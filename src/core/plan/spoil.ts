import { applyPatch } from 'diff';
import type { FilePatch } from '../evals/read-patch.js';
import type { Control } from '../evals/eval.js';

export type Spoiling =
  /** The new text of each path that the patch changes; undefined for one that it deletes. */
  | { readonly kind: 'spoiled'; readonly texts: ReadonlyMap<string, string | undefined> }
  | { readonly kind: 'does-not-apply'; readonly why: string };

/**
 * Applies a control's patch to base's texts: every line of context has to stand there as it is, though it may have moved.
 *
 * @param texts of the paths that the patch names; undefined for one that base has not, or whose content is not text
 */
export function spoil({ files }: Control, texts: ReadonlyMap<string, string>): Spoiling {
  const spoiled = new Map<string, string | undefined>();
  for (const file of files) {
    const before = texts.get(file.path);
    const after = applied(file, before);
    if (after.kind === 'does-not-apply') return after;
    spoiled.set(file.path, file.kind === 'delete' ? undefined : after.text);
  }
  return { kind: 'spoiled', texts: spoiled };
}

type Applied =
  { readonly kind: 'applied'; readonly text: string } | { readonly kind: 'does-not-apply'; readonly why: string };

function applied(file: FilePatch, before: string | undefined): Applied {
  const { path, kind, hunks } = file;
  if (kind === 'add' && before !== undefined) return not(`it adds ${path}, which base has`);
  if (kind !== 'add' && before === undefined) return not(`${path} is no text file of base`);
  const text = apply(file, before ?? '', hunks.length);
  if (text === undefined) return not(`${path} is otherwise on base: ${firstMisfit(file, before ?? '')}`);
  if (kind === 'delete' && text !== '') return not(`${path} has more lines on base than it deletes`);
  return { kind: 'applied', text };
}

function apply({ path, hunks }: FilePatch, before: string, count: number): string | undefined {
  const patch = {
    oldFileName: path,
    newFileName: path,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunks.slice(0, count),
  };
  const text = applyPatch(before, patch, { autoConvertLineEndings: false });
  return text === false ? undefined : text;
}

function firstMisfit(file: FilePatch, before: string): string {
  const fitting = file.hunks.findIndex((_, index) => apply(file, before, index + 1) === undefined);
  return `its hunk at line ${file.hunks[fitting]?.oldStart ?? 1} does not fit`;
}

function not(why: string): Applied {
  return { kind: 'does-not-apply', why };
}
