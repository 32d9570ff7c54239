import { UserError } from '../../core/errors.js';
import type { TreeEntry } from '../../app/ports.js';
import { pathOfBytes } from './path-bytes.js';
import { git, type GitContext, tryGit } from './run-git.js';

/** Bytes of blobs that one process is asked for at once. */
const CHUNK = 32 * 2 ** 20;

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Reads trees and blobs; `context` is asked for anew each time, because the working tree's objects may have joined it. */
export function openObjects(context: () => GitContext) {
  /** By the blob's id: such a size is always the same. */
  const known = new Map<string, number>();

  async function entries(tree: string): Promise<readonly TreeEntry[]> {
    checkOids([tree]);
    return parseEntries(await git(context(), { args: ['ls-tree', '-r', '-z', '--full-tree', tree] }));
  }

  async function sizes(oids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const wanted = [...new Set(oids)];
    checkOids(wanted);
    await learn(wanted.filter((oid) => !known.has(oid)));
    return new Map(wanted.map((oid) => [oid, known.get(oid) ?? NaN]));
  }

  async function learn(oids: readonly string[]): Promise<void> {
    if (oids.length === 0) return;
    const answer = await ask(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], oids);
    const lines = answer.toString('utf8').trimEnd().split('\n');
    for (const { oid, size } of lines.map(parseHeader)) known.set(oid, size);
  }

  async function blobs(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    for (const chunk of chunksOf(await sizes(oids))) {
      for (const [oid, bytes] of parseBatch(await ask(['cat-file', '--batch', '--buffer'], chunk))) {
        found.set(oid, bytes);
      }
    }
    return found;
  }

  async function ask(args: readonly string[], oids: readonly string[]): Promise<Buffer> {
    const answer = await tryGit(context(), { args, stdin: oids.map((oid) => `${oid}\n`).join('') });
    if (answer.code !== 0) throw unreadable(answer.stderr.trim());
    return answer.stdout;
  }

  return { entries, sizes, blobs };
}

/** Groups blobs so that no group is much larger than a chunk; a larger blob stands alone. */
export function chunksOf(sizes: ReadonlyMap<string, number>, limit = CHUNK): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let current: string[] = [];
  let room = limit;
  for (const [oid, size] of sizes) {
    if (current.length > 0 && size > room) {
      chunks.push(current);
      current = [];
      room = limit;
    }
    current.push(oid);
    room -= size;
  }
  return current.length > 0 ? [...chunks, current] : chunks;
}

function checkOids(oids: readonly string[]): void {
  const wrong = oids.find((oid) => !OID.test(oid));
  if (wrong !== undefined) throw new Error(`not an object id: ${JSON.stringify(wrong)}`);
}

function parseEntries(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let start = 0; start < output.length;) {
    const end = output.indexOf(0, start);
    const tab = output.indexOf(9, start);
    const [mode = '', , oid = ''] = output.toString('latin1', start, tab).split(' ');
    entries.push({ path: pathOfBytes(output.subarray(tab + 1, end)), mode: parseMode(mode), oid });
    start = end + 1;
  }
  return entries;
}

/** Old repositories hold modes such as 100664; git reads them as one of the four, and so do we. */
function parseMode(mode: string): TreeEntry['mode'] {
  if (mode === '120000' || mode === '160000') return mode;
  return (parseInt(mode, 8) & 0o100) === 0 ? '100644' : '100755';
}

function parseHeader(line: string): { readonly oid: string; readonly size: number } {
  const [oid = '', type = '', size = ''] = line.split(' ');
  if (type === 'missing') throw unreadable(`${oid} is missing`);
  if (type !== 'blob') throw new Error(`${oid} is a ${type}, not a blob`);
  return { oid, size: Number(size) };
}

function* parseBatch(output: Buffer): Generator<[string, Uint8Array]> {
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf(10, at);
    const { oid, size } = parseHeader(output.toString('latin1', at, lineEnd));
    yield [oid, output.subarray(lineEnd + 1, lineEnd + 1 + size)];
    at = lineEnd + 1 + size + 1;
  }
}

function unreadable(why: string): UserError {
  return new UserError(`A file of this repository could not be read: ${why}.`, {
    help: 'The clone may be partial or damaged: `git fetch --refetch` completes a partial one, `git fsck` checks it.',
  });
}
