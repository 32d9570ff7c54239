import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import { isWithin } from './mount-points.js';

/** Folders with programs in them: what lies beside such a folder belongs to it (`lib`, `share`, …). */
const PROGRAM_FOLDERS = new Set(['bin', 'sbin', 'shims', 'condabin']);
/** Folders of a home that hold programs beside credentials and data: only their programs are shown. */
const MIXED = new Set(['.local', '.cargo']);
/** Links out of a folder on the PATH that are followed. */
const MAX_LINKS = 2000;

export interface Borders {
  /** Folders that a trial sees anyway. */
  readonly seen: readonly string[];
  /** Home folders: never shown whole, but version managers inside of them are. */
  readonly homes: readonly string[];
  /** The checkout, the runner's temporary files, …: never shown whole, and inside of them nothing but what is on the PATH. */
  readonly hidden: readonly string[];
}

/**
 * The folders outside the system in which the programs on a PATH live: of version managers, of the runner's tool cache,
 * of `~/.local/bin`. A folder that is a link is named by its own path and by the one it leads to.
 */
export function toolChains(path: string, borders: Borders): readonly string[] {
  const found = new Set<string>();
  const add = (folder: string): void => {
    const isSeen = [...borders.seen, ...found].some((one) => isWithin(folder, one));
    if (!isSeen && !isPrivate(folder, borders)) found.add(folder);
  };
  const folders = path.split(':').filter((folder) => isAbsolute(folder) && isFolder(folder));
  for (const folder of folders) {
    add(installationOf(realpathSync(folder), borders));
    add(folder);
  }
  for (const target of folders.flatMap(linksOutOf)) add(installationOf(dirname(target), borders));
  return [...found].sort();
}

/** The whole installation that a folder of programs belongs to, where that holds nothing else; or just the folder. */
function installationOf(folder: string, borders: Borders): string {
  const whole = dirname(folder);
  const isTop = dirname(whole) === '/' || whole === '/';
  const isHidden = isPrivate(whole, borders) || borders.hidden.some((hidden) => isWithin(whole, hidden));
  const isOwn = PROGRAM_FOLDERS.has(basename(folder)) && !isTop && !isHidden && !MIXED.has(basename(whole));
  return isOwn ? whole : folder;
}

/** Holds something that no trial may see. */
function isPrivate(folder: string, { homes, hidden }: Borders): boolean {
  return [...homes, ...hidden].some((one) => isWithin(one, folder));
}

function linksOutOf(folder: string): readonly string[] {
  return namesIn(folder).flatMap((name) => {
    const target = targetOf(`${folder}/${name}`);
    return target === undefined || isWithin(target, folder) ? [] : [target];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, MAX_LINKS);
  } catch {
    return [];
  }
}

function targetOf(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
