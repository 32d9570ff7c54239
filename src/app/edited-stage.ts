import type { Edits } from '../core/diagnose/with-pieces.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { Bench } from './bench.js';
import { openKin } from './open-stage.js';
import type { Stage } from './stage.js';
import type { World } from './world.js';

/**
 * A stage on a tree with some edits made: some pieces of a change alone (`withPieces`), or a tree without them (`takeBack`). Any
 * unit runs on it through `observe`, or what broke through `tryQuest`; setups whose key is base's are base's.
 */
export async function openEdited(bench: Bench, entries: Entries, edits: Edits): Promise<Stage> {
  return openKin(bench, await withEdits(bench.world, entries, edits));
}

/** A tree with edits made, of which the repository keeps the texts. */
export async function withEdits(
  { repository }: Pick<World, 'repository'>,
  entries: Entries,
  edits: Edits,
): Promise<Entries> {
  const kept = entries.filter(({ path }) => !edits.has(path));
  const made = await Promise.all(
    [...edits].map(async ([path, edit]): Promise<Entries> => {
      if (edit.kind === 'gone') return [];
      if (edit.kind === 'entry') return [edit.entry];
      return [{ path, mode: edit.mode, oid: await repository.keepBlob(edit.text) }];
    }),
  );
  return [...kept, ...made.flat()].sort((one, other) => (one.path < other.path ? -1 : 1));
}
