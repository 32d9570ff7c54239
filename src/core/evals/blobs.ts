/** One file below the evals folder, as git stores it. */
export interface EvalBlob {
  /** Path in the repository: `evals/parser/dates.yml`. */
  readonly path: string;
  /** Git mode: `100644`, `100755`, `120000` (a symbolic link), `160000` (a submodule). */
  readonly mode: string;
  /** Size in bytes, also where it was not read. */
  readonly size: number;
  /** Empty when the size is over {@link capOf}. */
  readonly bytes: Uint8Array;
}

/** The largest eval or policy file, in bytes. */
export const MAX_EVAL_BYTES = 1024 * 1024;

/** The largest fixture that a case may name, in bytes. */
export const MAX_FIXTURE_BYTES = 10 * 1024 * 1024;

export const POLICY_NAME = '_formative.yml';

export type BlobRole =
  | { readonly kind: 'eval'; readonly id: string }
  | { readonly kind: 'policy' }
  /** The policy under a name that is not read: worth a mistake, or it would be silently without effect. */
  | { readonly kind: 'misnamed-policy' }
  /** May be named by a case: everything else. */
  | { readonly kind: 'fixture' };

/** What a path below the evals folder is, by its name alone. */
export function roleOf(path: string, folder: string): BlobRole {
  const inside = withinFolder(path, folder);
  if (inside === POLICY_NAME) return { kind: 'policy' };
  if (/^[._]formative\.ya?ml$/.test(inside)) return { kind: 'misnamed-policy' };
  if (isApart(inside) || !/\.ya?ml$/.test(inside)) return { kind: 'fixture' };
  return { kind: 'eval', id: inside.replace(/\.ya?ml$/, '') };
}

/** How many bytes of a path are worth reading; a larger blob is passed on without its bytes. */
export function capOf(path: string, folder: string): number {
  return roleOf(path, folder).kind === 'fixture' ? MAX_FIXTURE_BYTES : MAX_EVAL_BYTES;
}

/** A path relative to the evals folder. */
export function withinFolder(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Whether the path, or a folder on its way, starts with `_`: fixtures, generators, graders. */
export function isApart(inside: string): boolean {
  return inside.split('/').some((segment) => segment.startsWith('_'));
}

export function isRegular(mode: string): boolean {
  return mode === '100644' || mode === '100755';
}
