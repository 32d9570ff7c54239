import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspaces } from '../../app/ports.js';
import { type Blobs, exportTree } from './export-tree.js';
import { Load } from './load.js';
import { type Ground, makePlace, type Owner, ownTree } from './places.js';
import { removeAll } from './remove.js';
import { atOnce, inSlices, type Steps } from './steps.js';
import { openWorkspace } from './workspace.js';

export interface WorkspacesOptions {
  readonly objects: Blobs;
  /** A folder for temporary files, on a disk with room for the trees. */
  readonly parent: string;
  /** Trials at one time in each workspace. */
  readonly width: number;
  /** Where setups are kept from run to run; without it nothing is kept. */
  readonly store?: string;
  /** Aborted when nobody waits any more: all work but the removal is left where it stands. */
  readonly signal?: AbortSignal;
}

export interface OpenWorkspaces extends Workspaces {
  /** Removes every folder at once, for handlers that cannot wait. */
  closeNow(): void;
  /** What removing all that lies there now will take, by what making it took. */
  secondsToRemove(): number;
  /** Trees opened from now on belong to the user that programs will run as, where we are root and they are not. */
  giveTo(owner: Owner): void;
}

/** Trees on disk, all below one private folder. */
export function openWorkspaces(options: WorkspacesOptions): OpenWorkspaces {
  const { objects, parent, width, store, signal = new AbortController().signal } = options;
  const folder = mkdtempSync(join(parent, 'formative-'));
  const scratch = `${folder}/gone`;
  mkdirSync(scratch);
  /** One removal, whoever asks for it: what began in slices is ended at once when there is no more time. */
  let removal: Steps<void> | undefined;
  const removing = () => (removal ??= removeAll(folder));
  const ground: { -readonly [Key in keyof Ground]: Ground[Key] } = { folder, scratch, signal, load: new Load() };
  const lasting = store === undefined ? undefined : { store, scratch };
  const stores = { lasting, 'of-this-run': { store: `${folder}/setups`, scratch } };
  const settings = { ground, width, stores };

  return {
    open: async (entries) => {
      const place = makePlace(ground);
      mkdirSync(place.root);
      chmodSync(place.root, 0o755);
      await exportTree(entries, objects, { root: place.root, signal });
      if (ground.owner !== undefined) await inSlices(ownTree(place.root, ground.owner), ground);
      return openWorkspace(place, settings);
    },
    close: () => inSlices(removing()),
    closeNow: () => {
      atOnce(removing());
    },
    secondsToRemove: () => ground.load.secondsToRemove(),
    giveTo: (owner) => {
      ground.owner = owner;
      chmodSync(folder, 0o711);
    },
  };
}
