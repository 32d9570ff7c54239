import type { Place, PlaceFiles, Store, Workspace } from '../../app/ports.js';
import { EMPTY } from '../../core/run/content.js';
import type { Attempt } from '../../core/run/trial.js';
import { collectFiles, matching } from './collect-files.js';
import { findFiles } from './find-files.js';
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
  let pool: Promise<Pool> | undefined;
  const ready = () => (pool ??= openPool(pristine.root, ground, width));
  const shared = new SharedTrees(ready);
  /** Copies of what the tree was before are worth nothing now. */
  const forget = async () => {
    const old = await pool;
    pool = undefined;
    if (old === undefined) return;
    await shared.clear(old);
    await old.clear();
  };
  const inShared = async ({ place }: Copy, files: PlaceFiles, use: Use) => {
    await inSlices(clearPlace(place, ground));
    const before = (await inSlices(findFiles(place.root, files.match))).map(({ path }) => path);
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
      try {
        return await use(pristine);
      } finally {
        await inSlices(clearPlace(pristine, ground));
      }
    },
    keep: async (key, folders, which) => {
      const store = stores[which];
      if (store !== undefined) await inSlices(keepFolders(pristine.root, { key, folders }, store));
    },
    restore: async (key, folders, which) => {
      const store = stores[which];
      if (store === undefined) return false;
      await forget();
      const restored = await inSlices(restoreFolders(pristine.root, { key, folders }, store));
      // Kept by an earlier run, perhaps of another user.
      if (restored && ground.owner !== undefined) await inSlices(ownTree(pristine.root, ground.owner));
      return restored;
    },
    close: async () => {
      await forget();
      await inSlices(remove(pristine.folder, ground.scratch));
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
  const written = matching(
    files.write.map(({ path }) => path),
    files.match,
  );
  const found = await inSlices(collectFiles(place, files, new Set([...before, ...written])));
  return { ...attempt, files: found };
}
