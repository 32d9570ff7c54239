import { capOf, type EvalBlob } from '../core/evals/blobs.js';
import { loadEvals } from '../core/evals/load.js';
import { EvalFilesError, type Mistake } from '../core/errors.js';
import type { Exam } from '../core/plan/exam.js';
import { isBelow, type Entries } from '../core/plan/compose-tree.js';
import type { Repository } from './ports.js';

export type Loaded =
  ({ readonly kind: 'loaded' } & Exam) | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] };

/** Reads the evals of a tree from its blobs: links are not followed, nothing is checked out. */
export async function loadMaterial(repository: Repository, entries: Entries, folder: string): Promise<Loaded> {
  const below = entries.filter((entry) => isBelow(entry.path, folder));
  return loadEvals(await blobsOf(repository, below, folder), folder);
}

/** The exam, which may have no evals and then still has its policy; an error that names every mistake. */
export function examIn(loaded: Loaded): Exam {
  if (loaded.kind === 'mistakes') throw new EvalFilesError(loaded.mistakes);
  return { evals: loaded.evals, policy: loaded.policy };
}

async function blobsOf(repository: Repository, below: Entries, folder: string): Promise<readonly EvalBlob[]> {
  const files = below.filter((entry) => entry.mode !== '160000');
  const sizes = await repository.sizes(files.map((entry) => entry.oid));
  const isSmall = (oid: string, path: string): boolean => (sizes.get(oid) ?? 0) <= capOf(path, folder);
  const wanted = files.filter((entry) => isSmall(entry.oid, entry.path)).map((entry) => entry.oid);
  const blobs = await repository.blobs([...new Set(wanted)]);
  return below.map(({ path, mode, oid }) => ({
    path,
    mode,
    size: sizes.get(oid) ?? 0,
    bytes: isSmall(oid, path) ? (blobs.get(oid) ?? new Uint8Array()) : new Uint8Array(),
  }));
}
