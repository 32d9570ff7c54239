import { languageOf, nestsTooDeep } from '../core/integrity/source.js';
import type { ChangedFile } from '../core/integrity/weakening.js';
import type { Entries, TreeEntry } from '../core/plan/compose-tree.js';
import type { Repository } from './ports.js';

/** A bigger file is not one that a person reads: both sides of it together, in bytes. */
const MOST_BYTES = 512 * 1024;
const MOST_FILES = 1000;
/** All files of both sides together, in bytes. */
const MOST_IN_ALL = 4 * 1024 * 1024;

export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  readonly notLookedAt: readonly string[];
}

/** Reads both versions of each file within the caps; says which it left out. */
export async function readChanged(
  repository: Repository,
  { base, head }: { readonly base: Entries; readonly head: Entries },
  paths: readonly string[],
): Promise<ChangedFiles> {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  const after = new Map(head.map((entry) => [entry.path, entry]));
  const versions = paths.map((path) => ({ path, base: before.get(path), head: after.get(path) }));
  const oids = versions.flatMap((one) => [one.base, one.head]).flatMap((one) => (isText(one) ? [one.oid] : []));
  const sizes = await repository.sizes([...new Set(oids)]);
  const chosen = chosenWithin(versions, sizes);
  const blobs = await repository.blobs([...new Set(chosen.oids)]);
  const textOf = (entry: TreeEntry | undefined): string | undefined => {
    const blob = isText(entry) ? blobs.get(entry.oid) : undefined;
    return blob === undefined ? undefined : new TextDecoder().decode(blob);
  };
  const files = chosen.versions.map(({ path, ...one }): ChangedFile => {
    const [was, is] = [textOf(one.base), textOf(one.head)];
    return { path, ...(was !== undefined && { base: was }), ...(is !== undefined && { head: is }) };
  });
  const readable = files.filter((file) => !isBinary(file));
  const deep = readable.filter(
    ({ path, base = '', head = '' }) => languageOf(path) && (nestsTooDeep(base) || nestsTooDeep(head)),
  );
  return {
    files: readable.filter((file) => !deep.includes(file)),
    notLookedAt: [...chosen.left, ...deep.map(({ path }) => `${path}: nested too deep`)],
  };
}

interface Version {
  readonly path: string;
  readonly base: TreeEntry | undefined;
  readonly head: TreeEntry | undefined;
}

/** Links and submodules have no text of their own. */
function isText(entry: TreeEntry | undefined): entry is TreeEntry {
  return entry !== undefined && (entry.mode === '100644' || entry.mode === '100755');
}

function isBinary({ base = '', head = '' }: ChangedFile): boolean {
  return base.includes('\0') || head.includes('\0');
}

function chosenWithin(
  versions: readonly Version[],
  sizes: ReadonlyMap<string, number>,
): { readonly versions: readonly Version[]; readonly oids: readonly string[]; readonly left: readonly string[] } {
  const chosen: Version[] = [];
  const left: string[] = [];
  let inAll = 0;
  for (const one of versions) {
    const size = [one.base, one.head].reduce(
      (sum, entry) => sum + (isText(entry) ? (sizes.get(entry.oid) ?? 0) : 0),
      0,
    );
    if (size > MOST_BYTES) left.push(`${one.path}: too large`);
    else if (chosen.length >= MOST_FILES || inAll + size > MOST_IN_ALL)
      left.push(`${one.path}: too many changed files`);
    else {
      chosen.push(one);
      inAll += size;
    }
  }
  const oids = chosen.flatMap((one) => [one.base, one.head]).flatMap((entry) => (isText(entry) ? [entry.oid] : []));
  return { versions: chosen, oids, left };
}
