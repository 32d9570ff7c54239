import type { Place, PlaceFiles, Store, Workspace } from '../../app/ports.js';
import { EMPTY } from '../../core/run/content.js';
import type { Attempt } from '../../core/run/trial.js';
import { collectFiles, matching } from './collect-files.js';
import { findFiles } from './find-files.js';
import { watchGrowth } from './growth.js';
import { clearPlace, type Ground, type OwnPlace, ownTree } from './places.js';
import { type Copy, type Pool, openPool } from './pool.js';
import { keepFolders, restoreFolders, type StorePlace } from './setup-store.js';
import { SharedTrees } from './shared-trees.js';
import { remove } from './remove.js';
import { inSlices } from './steps.js';
import { writeFiles } from './write-files.js';

export interface WorkspaceSettings {
  readonly ground: Ground;
  readonly width: number;
  readonly stores: Readonly<Record<Store, StorePlace | undefined>>;
}

type Use = (place: Place) => Promise<Omit<Attempt, 'files'>>;

/** A workspace on the tree that lies in a place of ours. */
export function openWorkspace(pristine: OwnPlace, { ground, width, stores }: WorkspaceSettings): Workspace {
  const { ready, forget, count, shared } = copiesOf(pristine, ground, width);
  const inShared = async ({ place }: Copy, files: PlaceFiles, use: Use) => {
    await inSlices(clearPlace(place, ground), ground);
    const before = (await inSlices(findFiles(place.root, files.match), ground)).map(({ path }) => path);
    return attemptIn(place, { files, use, before: new Set(before), ground });
  };

  return {
    lease: async (files, use) => {
      const leased = await ready();
      const before = leased.pathsMatching(files.match);
      return leased.lease(({ place }) => attemptIn(place, { files, use, before, ground }));
    },
    share: (tree, files, use) => shared.share(tree, (copy) => inShared(copy, files, use)),
    prepare: async (use) => {
      await forget();
      const end = watchGrowth(pristine.folder, count);
      try {
        return await use(pristine);
      } finally {
        end();
        await inSlices(clearPlace(pristine, ground), ground);
      }
    },
    keep: async (key, folders, which) => {
      const store = stores[which];
      if (store !== undefined) await inSlices(keepFolders(pristine.root, { key, folders }, store), ground);
    },
    restore: async (key, folders, which) => {
      const store = stores[which];
      if (store === undefined) return false;
      await forget();
      const restored = await inSlices(restoreFolders(pristine.root, { key, folders }, store), ground);
      // Kept by an earlier run, perhaps of another user.
      if (restored && ground.owner !== undefined) await inSlices(ownTree(pristine.root, ground.owner), ground);
      return restored;
    },
    close: async () => {
      // Then everything goes at once, in the end.
      if (ground.signal.aborted) return;
      await forget();
      await inSlices(remove(pristine.folder, ground.scratch));
      count(0);
    },
  };
}

/** Copies of a tree, and how much lies there with them. */
function copiesOf({ root }: OwnPlace, ground: Ground, width: number) {
  let pool: Promise<Pool> | undefined;
  let counted = 0;
  /** How many files and folders the tree has now. */
  const count = (entries: number): void => {
    ground.load.add(entries - counted);
    counted = entries;
  };
  const open = async (): Promise<Pool> => {
    const opened = await openPool(root, ground, width);
    count(opened.entries);
    return opened;
  };
  const ready = () => (pool ??= open());
  const shared = new SharedTrees(ready);
  return {
    ...{ ready, shared, count },
    /** Copies of what the tree was before are worth nothing now. */
    forget: async () => {
      const old = await pool;
      pool = undefined;
      if (old === undefined) return;
      await shared.clear(old);
      await old.clear();
    },
  };
}

interface Trial {
  readonly files: PlaceFiles;
  readonly use: Use;
  /** What matched one of the patterns before. */
  readonly before: ReadonlySet<string>;
  readonly ground: Ground;
}

async function attemptIn(place: Place, { files, use, before, ground }: Trial): Promise<Attempt> {
  const why = writeFiles(place.root, files.write, ground.owner);
  if (why !== undefined) {
    return { ending: { kind: 'not-started', why }, duration: 0, stdout: EMPTY, stderr: EMPTY, files: [] };
  }
  const attempt = await use(place);
  if (attempt.ending.kind === 'cancelled') return { ...attempt, files: [] };
  const written = matching(
    files.write.map(({ path }) => path),
    files.match,
  );
  const found = await inSlices(collectFiles(place, files, new Set([...before, ...written])), ground);
  return { ...attempt, files: found };
}
