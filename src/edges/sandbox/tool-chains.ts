import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute } from 'node:path';
import { isWithin } from './mount-points.js';

/** Folders with programs in them: what lies beside such a folder belongs to it (`lib`, `share`, …). */
const PROGRAM_FOLDERS = new Set(['bin', 'sbin', 'shims', 'condabin']);
/**
 * What lies directly in a home and holds nothing but tools. Anything else there may hold credentials beside its programs, as
 * `.cargo`, `.docker` and `.gem` do: of those only the programs are shown.
 */
const MANAGERS = new Set([
  ...['.pyenv', '.rbenv', '.nodenv', '.goenv', '.jenv', '.asdf', '.volta', '.bun', '.deno', '.proto', '.npm-global'],
  ...['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge', '.linuxbrew'],
]);
/** The programs of the one folder are doors to the other. */
const BESIDE = [['.cargo/bin', '.rustup']] as const;
/** Links out of a folder on the PATH that are followed. */
const MAX_LINKS = 2000;

export interface Borders {
  /** Folders that a trial sees anyway. */
  readonly seen: readonly string[];
  /** Home folders: never shown whole, but version managers inside of them are. */
  readonly homes: readonly string[];
  /** The runner's temporary files, …: never shown whole, and inside of them nothing but what is on the PATH. */
  readonly hidden: readonly string[];
  /** The checkout and its history: nothing inside of them is shown, whatever the PATH says. */
  readonly closed: readonly string[];
}

/**
 * The folders outside the system in which the programs on a PATH live: of version managers, of the runner's tool cache,
 * of `~/.local/bin`. A folder that is a link is named by its own path and by the one it leads to.
 */
export function toolChains(path: string, borders: Borders): readonly string[] {
  const found = new Set<string>();
  const isInside = (folder: string, others: readonly string[]): boolean =>
    others.some((one) => isWithin(folder, one)) && !isMasked(folder, borders);
  const add = (folder: string): void => {
    if (!isInside(folder, [...borders.seen, ...found]) && !isPrivate(folder, borders) && !isClosed(folder, borders))
      found.add(folder);
  };
  const folders = path.split(':').filter((folder) => isAbsolute(folder) && isFolder(folder));
  for (const folder of folders) {
    add(installationOf(realpathSync(folder), borders));
    add(folder);
  }
  const targets = folders.flatMap(linksOutOf).map((target) => dirname(target));
  for (const folder of targets.filter((one) => isSoftware(one, borders))) add(installationOf(folder, borders));
  for (const folder of folders.flatMap(besides)) add(folder);
  const all = [...found].sort();
  // What was found first may lie in what was found later.
  return all.filter(
    (folder) =>
      !isInside(
        folder,
        all.filter((one) => one !== folder),
      ),
  );
}

/** Holds something that no trial may see, or is it. */
export function isPrivate(folder: string, { homes, hidden, closed }: Omit<Borders, 'seen'>): boolean {
  return [...homes, ...hidden, ...closed].some((one) => isWithin(one, folder));
}

/** The whole installation that a folder of programs belongs to, where that holds nothing else; or just the folder. */
function installationOf(folder: string, borders: Borders): string {
  const whole = dirname(folder);
  const isTop = dirname(whole) === '/' || whole === '/';
  const isOwn =
    PROGRAM_FOLDERS.has(basename(folder)) && !isTop && !isPrivate(whole, borders) && !isMixed(whole, borders);
  return isOwn ? whole : folder;
}

/** A link out of a home's folder of programs may lead to anything: to a project with its secrets, too. */
function isSoftware(folder: string, { homes, hidden }: Borders): boolean {
  const home = homes.find((one) => isWithin(folder, one));
  if (home === undefined) return !hidden.some((one) => isWithin(folder, one));
  const [first = '', ...rest] = folder.slice(home.length + 1).split('/');
  return first.startsWith('.') && first !== '.config' && rest.length > 0;
}

function isMixed(whole: string, { homes, hidden }: Borders): boolean {
  const isUnknown = homes.includes(dirname(whole)) && !MANAGERS.has(basename(whole));
  const isSettings = homes.some((home) => isWithin(whole, `${home}/.config`));
  const isShared = homes.some((home) => whole === `${home}/.local`);
  return isUnknown || isSettings || isShared || hidden.some((one) => isWithin(whole, one));
}

function isClosed(folder: string, { closed }: Borders): boolean {
  return closed.some((one) => isWithin(folder, one));
}

/** Lies in a folder that would be emptied inside of one that is shown. */
function isMasked(folder: string, { seen, homes, hidden }: Borders): boolean {
  return [...homes, ...hidden].some((one) => isWithin(folder, one) && seen.some((shown) => isWithin(one, shown)));
}

function besides(folder: string): readonly string[] {
  return BESIDE.flatMap(([own, other]) => {
    const beside = folder.endsWith(`/${own}`) ? `${folder.slice(0, -own.length)}${other}` : undefined;
    return beside !== undefined && isFolder(beside) ? [beside] : [];
  });
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
