import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lchownSync, mkdirSync } from 'node:fs';
import type { Place } from '../../app/ports.js';
import { bytesOfPath } from '../git/path-bytes.js';
import { makeFolder, remove } from './remove.js';
import { namesIn, permissionsOf, statOf } from './disk.js';
import type { Load } from './load.js';
import type { Steps } from './steps.js';

/** The user that trials run as, where it is not our own. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What every folder of ours lies under. */
export interface Ground {
  readonly folder: string;
  readonly scratch: string;
  readonly owner?: Owner | undefined;
  /** Aborted when nobody waits for any work here. */
  readonly signal: AbortSignal;
  readonly load: Load;
}

export interface OwnPlace extends Place {
  /** Holds the tree, home, temp and reports, and nothing else. */
  readonly folder: string;
}

/** A place without its tree yet. Its name tells a program nothing: not the side, not the trial. */
export function makePlace(ground: Ground): OwnPlace {
  const folder = `${ground.folder}/${randomBytes(6).toString('hex')}`;
  mkdirSync(folder);
  chmodSync(folder, 0o711);
  const place = {
    folder,
    root: `${folder}/tree`,
    home: `${folder}/home`,
    temp: `${folder}/temp`,
    reports: `${folder}/reports`,
  };
  for (const own of [place.home, place.temp, place.reports]) makeOwn(own, ground);
  return place;
}

/** Makes home, temp and reports empty again, and removes what was put beside them; what nobody touched is left as it is. */
export function* clearPlace(place: OwnPlace, ground: Ground): Steps<void> {
  const own = [place.home, place.temp, place.reports];
  for (const name of namesIn(place.folder)) {
    const path = `${place.folder}/${name}`;
    if (path !== place.root && !own.includes(path)) yield* remove(path, ground.scratch);
  }
  for (const folder of own) {
    if (isUntouched(folder)) continue;
    yield* remove(folder, ground.scratch);
    makeOwn(folder, ground);
  }
}

function isUntouched(folder: string): boolean {
  const stats = statOf(folder);
  return stats?.isDirectory() === true && permissionsOf(stats) === 0o700 && namesIn(folder).length === 0;
}

function makeOwn(folder: string, { owner }: Ground): void {
  makeFolder(folder);
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
}

/** Gives a tree of ours to the user that programs will run as. */
export function* ownTree(path: string, owner: Owner): Steps<void> {
  if (statOf(path)?.isDirectory() === true) {
    for (const name of namesIn(path)) yield* ownTree(`${path}/${name}`, owner);
  }
  lchownSync(bytesOfPath(path), owner.uid, owner.gid);
  yield;
}
