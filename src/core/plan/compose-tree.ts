import { matcherOf } from './matching.js';

/** One path of a git tree. `160000` is a submodule, `120000` a symbolic link. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: '100644' | '100755' | '120000' | '160000';
  /** Full object id of the blob (or the submodule's commit). */
  readonly oid: string;
}

export type Entries = readonly TreeEntry[];

/**
 * `onto` with every path that `chosen` names taken from `from`: paths that only `onto` has are left out, so that a
 * pull request can neither change nor add a file that is judged in base's version.
 */
export function overlay(onto: Entries, from: Entries, chosen: (path: string) => boolean): Entries {
  const kept = onto.filter((entry) => !chosen(entry.path));
  const laid = from.filter((entry) => chosen(entry.path));
  const paths = new Set(laid.map((entry) => entry.path));
  const parents = new Set(laid.flatMap((entry) => parentsOf(entry.path)));
  const fitting = kept.filter(
    (entry) => !parents.has(entry.path) && !parentsOf(entry.path).some((it) => paths.has(it)),
  );
  return [...fitting, ...laid];
}

/** What is judged in base's version: the evals folder and the protected files, and the tests where asked. */
export function chosenFromBase(folder: string, patterns: readonly string[]): (path: string) => boolean {
  const matches = matcherOf(patterns);
  return (path) => isBelow(path, folder) || matches(path);
}

export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Paths whose content, mode or existence differs between two trees. */
export function changedPaths(base: Entries, head: Entries): readonly string[] {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  const after = new Map(head.map((entry) => [entry.path, entry]));
  const differs = (path: string): boolean => {
    const one = before.get(path);
    const other = after.get(path);
    return one?.oid !== other?.oid || one?.mode !== other?.mode;
  };
  return [...new Set([...before.keys(), ...after.keys()])].filter(differs).sort();
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
