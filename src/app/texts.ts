import { readText } from '../core/evals/text.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { Repository } from './ports.js';

/** Bytes above which a file is not taken apart. */
const MOST_BYTES = 2 ** 20;

/** The texts of files by their blobs' ids; links, submodules, large files and what is no text are left out. */
export async function textsOf(repository: Repository, entries: Entries): Promise<ReadonlyMap<string, string>> {
  const regular = entries.filter(({ mode }) => mode.startsWith('100')).map(({ oid }) => oid);
  const sizes = await repository.sizes([...new Set(regular)]);
  const small = [...sizes].filter(([, size]) => size <= MOST_BYTES).map(([oid]) => oid);
  const blobs = await repository.blobs(small);
  return new Map(
    [...blobs].flatMap(([oid, bytes]) => {
      const reading = readText(bytes);
      return reading.kind === 'text' && isWhole(reading.text, bytes) ? [[oid, reading.text] as const] : [];
    }),
  );
}

/** A byte order mark is dropped on reading: written again, the file would be another one. */
function isWhole(text: string, bytes: Uint8Array): boolean {
  return Buffer.byteLength(text) === bytes.length;
}
