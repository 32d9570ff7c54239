import type { Mistake } from '../errors.js';
import { MAX_EVAL_BYTES, POLICY_NAME, isApart, isRegular, roleOf, withinFolder, type EvalBlob } from './blobs.js';
import { readText } from './text.js';
import { ID_PATTERN } from './values-schema.js';
import { readYaml, type Document } from './yaml.js';

export type BlobReading =
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'unreadable'; readonly mistake: Mistake };

/** The document of an eval or policy file. */
export function readBlob(blob: EvalBlob): BlobReading {
  const { path, size, bytes } = blob;
  if (!isRegular(blob.mode)) return unreadable(path, irregular(blob.mode));
  if (size > MAX_EVAL_BYTES) return unreadable(path, `the file has ${size} bytes, expected at most ${MAX_EVAL_BYTES}`);
  const text = readText(bytes);
  if (text.kind === 'binary') return unreadable(path, `the file is not text: ${text.why}`);
  const reading = readYaml(path, text.text);
  if (reading.kind === 'document') return reading;
  return { kind: 'unreadable', mistake: { path, ...reading.place, message: reading.message } };
}

/** What is wrong with the files by their names and modes alone. */
export function nameMistakes(blobs: readonly EvalBlob[], folder: string): readonly Mistake[] {
  const seen = new Map<string, string>();
  return blobs.flatMap(({ path, mode }): readonly Mistake[] => {
    const role = roleOf(path, folder);
    if (role.kind === 'misnamed-policy') return [top(path, `the policy file is written \`${POLICY_NAME}\``)];
    if (role.kind !== 'eval') return hidesEvals(path, mode, folder) ? [top(path, irregular(mode))] : [];
    const first = seen.get(role.id);
    seen.set(role.id, first ?? path);
    if (first !== undefined) return [top(path, `\`${role.id}\` is the id of ${first} too, expected one file`)];
    if (ID_PATTERN.test(role.id)) return [];
    return [top(path, `\`${role.id}\` is not an id, expected lower-case letters, digits and \`-\` between slashes`)];
  });
}

/** A linked folder or a submodule among the evals would keep its evals from running without a word. */
function hidesEvals(path: string, mode: string, folder: string): boolean {
  return !isRegular(mode) && !isApart(withinFolder(path, folder));
}

function irregular(mode: string): string {
  const what = mode === '120000' ? 'a symbolic link' : mode === '160000' ? 'a submodule' : `of mode ${mode}`;
  return `the file is ${what}, expected a regular file`;
}

function unreadable(path: string, message: string): BlobReading {
  return { kind: 'unreadable', mistake: top(path, message) };
}

function top(path: string, message: string): Mistake {
  return { path, line: 1, column: 1, message };
}
