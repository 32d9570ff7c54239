import type { Entries } from '../core/plan/compose-tree.js';
import { isPointer, leftOut, usesLargeFiles } from '../core/plan/left-out.js';
import type { Repository } from './ports.js';

/** A larger file of attributes is not worth the reading; a pointer of Git LFS has about 130 bytes. */
const MAX_ATTRIBUTES = 256 * 1024;
const MAX_POINTER = 1024;
/** Small files looked into, so that a huge repository costs no more than a second. */
const MAX_FILES = 20_000;

/** What the trees on disk will lack beside a checkout, in sentences. */
export async function leftOutOf(repository: Repository, entries: Entries): Promise<readonly string[]> {
  const attributes = entries.filter(({ path }) => /(?:^|\/)\.gitattributes$/.test(path));
  const texts = await smallTexts(repository, attributes, MAX_ATTRIBUTES);
  if (![...texts.values()].some(usesLargeFiles)) return leftOut(entries, []);
  const found = await smallTexts(repository, entries, MAX_POINTER);
  const pointers = entries.map(({ path }) => path).filter((path) => isPointer(found.get(path) ?? ''));
  return leftOut(entries, pointers);
}

/** The texts of regular files up to a size, by path. */
async function smallTexts(
  repository: Repository,
  entries: Entries,
  most: number,
): Promise<ReadonlyMap<string, string>> {
  const files = entries.filter(({ mode }) => mode === '100644' || mode === '100755');
  const sizes = await repository.sizes([...new Set(files.map(({ oid }) => oid))]);
  const small = files.filter(({ oid }) => (sizes.get(oid) ?? Infinity) <= most).slice(0, MAX_FILES);
  const blobs = await repository.blobs([...new Set(small.map(({ oid }) => oid))]);
  return new Map(small.map(({ path, oid }) => [path, new TextDecoder().decode(blobs.get(oid))]));
}
