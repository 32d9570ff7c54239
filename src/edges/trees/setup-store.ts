import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { UserError } from '../../core/errors.js';
import { copyEntry } from './copy-entry.js';
import { codeOf, statOf } from './disk.js';
import { remove } from './remove.js';
import { locate } from './safe-path.js';
import { countOf, shapeOf } from './shape.js';
import type { Steps } from './steps.js';

/** A folder on disk that outlives the run, and a folder for what is being moved into or out of it. */
export interface StorePlace {
  readonly store: string;
  readonly scratch: string;
}

/** Written last: what a whole entry holds, so that a torn one is told from it. */
const Contents = z.strictObject({
  folders: z.array(z.string()),
  counts: z.array(z.number()),
});

/** Copies folders of a tree to the store under a key; folders that do not exist are remembered as such. */
export function* keepFolders(tree: string, wanted: Wanted, { store }: StorePlace): Steps<void> {
  const entry = entryOf(store, wanted.key);
  const sources = wanted.folders.map((folder) => folderIn(tree, folder));
  if ((yield* wholeEntry(entry, wanted.folders)) !== undefined) return;
  mkdirSync(store, { recursive: true });
  const draft = `${store}/.${randomBytes(6).toString('hex')}`;
  try {
    yield* copyTo(draft, wanted.folders, sources);
    yield* remove(entry, store);
    yield* publish(draft, entry, store);
  } catch (error) {
    yield* remove(draft, store);
    throw error;
  }
}

function* copyTo(draft: string, folders: readonly string[], sources: readonly string[]): Steps<void> {
  mkdirSync(draft, { mode: 0o700 });
  const counts: number[] = [];
  for (const [index, source] of sources.entries()) {
    const copied = statOf(source)?.isDirectory() === true ? yield* copyEntry(source, `${draft}/${index}`) : undefined;
    counts.push(copied === undefined ? 0 : countOf(copied));
  }
  writeFileSync(`${draft}/contents.json`, JSON.stringify({ folders, counts }));
}

/** Somebody else may have kept the same in the meantime: then theirs stays. */
function* publish(draft: string, entry: string, store: string): Steps<void> {
  try {
    renameSync(draft, entry);
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) throw error;
    yield* remove(draft, store);
  }
}

/** Copies the folders of a key back in place of those in the tree. False, and nothing is changed, when the store has no whole entry. */
export function* restoreFolders(tree: string, wanted: Wanted, { store, scratch }: StorePlace): Steps<boolean> {
  const entry = entryOf(store, wanted.key);
  const targets = wanted.folders.map((folder) => folderIn(tree, folder));
  const counts = yield* wholeEntry(entry, wanted.folders);
  if (counts === undefined) return false;
  for (const [index, target] of targets.entries()) {
    yield* remove(target, scratch);
    if (counts[index] === 0) continue;
    mkdirSync(target.slice(0, target.lastIndexOf('/')), { recursive: true });
    yield* copyEntry(`${entry}/${index}`, target);
  }
  return true;
}

/** How much each folder of an entry holds; undefined when it is missing, torn, or of other folders. */
function* wholeEntry(entry: string, folders: readonly string[]): Steps<readonly number[] | undefined> {
  const counts = countsOf(entry, folders);
  for (const [index, count] of (counts ?? []).entries()) {
    const shape = yield* shapeOf(`${entry}/${index}`);
    if ((shape === undefined ? 0 : countOf(shape)) !== count) return undefined;
  }
  return counts;
}

export interface Wanted {
  /** A digest, in hex. */
  readonly key: string;
  readonly folders: readonly string[];
}

function entryOf(store: string, key: string): string {
  if (!/^[0-9a-f]{8,128}$/.test(key)) throw new Error(`not a digest: ${JSON.stringify(key)}`);
  return `${store}/${key}`;
}

/** Where a folder lies in the tree, or would lie; throws a UserError when that is outside. */
function folderIn(tree: string, folder: string): string {
  const located = locate(tree, folder);
  if (located.kind === 'inside') return located.path;
  if (located.kind === 'missing') return `${tree}/${folder}`;
  throw new UserError(`The folder ${JSON.stringify(folder)} cannot be kept: ${located.why}.`, {
    help: 'Under `keep`, name folders inside the repository, not through links.',
  });
}

function countsOf(entry: string, folders: readonly string[]): readonly number[] | undefined {
  try {
    const contents = Contents.safeParse(JSON.parse(readFileSync(`${entry}/contents.json`, 'utf8')));
    const isOurs = contents.data?.folders.join('\0') === folders.join('\0');
    return isOurs ? contents.data?.counts : undefined;
  } catch {
    return undefined;
  }
}
