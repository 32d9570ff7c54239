import { chmodSync, closeSync, constants, fchmodSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import type { Repository, TreeEntry } from '../../app/ports.js';
import { chunksOf } from '../git/objects.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { checkEntries, foldersOf } from './check-entries.js';
import { codeOf } from './disk.js';
import { inSlices, type Steps } from './steps.js';

/** Where the bytes come from. */
export type Blobs = Pick<Repository, 'sizes' | 'blobs'>;

export interface Target {
  readonly root: string;
  readonly signal: AbortSignal;
}

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * Writes a tree into an empty folder. Blobs are written as they are, by ourselves rather than by git: no setting,
 * attribute or filter of the repository applies. A submodule is an empty folder. Links come last, so that nothing is ever written through one.
 */
export async function exportTree(entries: readonly TreeEntry[], blobs: Blobs, { root, signal }: Target): Promise<void> {
  checkEntries(entries);
  const source = { blobs, signal };
  const submodules = entries.filter(({ mode }) => mode === '160000').map(({ path }) => path);
  await inSlices(makeFolders([...foldersOf(entries), ...submodules], root), { signal });
  const files = entries.filter(({ mode }) => mode === '100644' || mode === '100755');
  await writeEntries(files, source, (entry, bytes) => {
    writeFile(`${root}/${entry.path}`, bytes, entry.mode === '100755' ? 0o755 : 0o644);
  });
  const links = entries.filter(({ mode }) => mode === '120000');
  await writeEntries(links, source, (entry, bytes) => {
    writeLink(`${root}/${entry.path}`, bytes);
  });
}

async function writeEntries(
  entries: readonly TreeEntry[],
  { blobs, signal }: { readonly blobs: Blobs; readonly signal: AbortSignal },
  write: (entry: TreeEntry, bytes: Uint8Array) => void,
): Promise<void> {
  const byOid = groupByOid(entries);
  for (const chunk of chunksOf(await blobs.sizes([...byOid.keys()]))) {
    const found = await blobs.blobs(chunk);
    await inSlices(
      writeAll(
        chunk.flatMap((oid) => byOid.get(oid) ?? []),
        (entry) => {
          write(entry, bytesOf(found, entry.oid));
        },
      ),
      { signal },
    );
  }
}

function* writeAll(entries: readonly TreeEntry[], write: (entry: TreeEntry) => void): Steps<void> {
  for (const entry of entries) {
    attempt(entry.path, () => {
      write(entry);
    });
    yield;
  }
}

function groupByOid(entries: readonly TreeEntry[]): ReadonlyMap<string, readonly TreeEntry[]> {
  const groups = new Map<string, TreeEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.oid);
    if (group === undefined) groups.set(entry.oid, [entry]);
    else group.push(entry);
  }
  return groups;
}

function bytesOf(found: ReadonlyMap<string, Uint8Array>, oid: string): Uint8Array {
  const bytes = found.get(oid);
  if (bytes === undefined) throw new Error(`blob ${oid} was not read`);
  return bytes;
}

function* makeFolders(folders: readonly string[], root: string): Steps<void> {
  for (const folder of folders) {
    attempt(folder, () => {
      const path = bytesOfPath(`${root}/${folder}`);
      mkdirSync(path);
      chmodSync(path, 0o755);
    });
    yield;
  }
}

function writeFile(path: string, bytes: Uint8Array, mode: number): void {
  const file = openSync(bytesOfPath(path), CREATE, mode);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}

function writeLink(path: string, target: Uint8Array): void {
  if (target.length === 0 || target.includes(0))
    throw new UserError(`The link ${JSON.stringify(path)} leads nowhere.`, {
      help: 'Mend the link in the commit that added it.',
    });
  symlinkSync(Buffer.from(target), bytesOfPath(path));
}

/** A name that this file system cannot hold beside the others is the tree's mistake, not ours. */
function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    const why = {
      EEXIST: 'another path has the same name here',
      ENAMETOOLONG: 'its name is too long',
      EILSEQ: 'its name is not text',
    }[codeOf(cause) ?? ''];
    if (why === undefined) throw cause;
    throw new UserError(`${JSON.stringify(path)} cannot be written: ${why}.`, {
      help: 'Rename it in the commit that added it.',
      cause,
    });
  }
}
