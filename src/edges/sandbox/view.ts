import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { isWithin, mountPointsBelow } from './mount-points.js';
import { isPrivate, toolChains, type Borders } from './tool-chains.js';

/** What every trial sees of this machine, read only, at the same paths. */
export interface View {
  /** Files and folders. */
  readonly shown: readonly string[];
  /** Folders inside of shown ones that are empty for every trial: a checkout below /usr, a home below /opt. */
  readonly masked: readonly string[];
  /** Links at the root, where `/bin` is `/usr/bin`: path and target. */
  readonly links: readonly (readonly [string, string])[];
  /** Shown only to programs that have the network: name resolution, where it lies outside the system. */
  readonly network: readonly string[];
}

export interface ViewOptions extends Omit<Borders, 'seen'> {
  /** Where programs are looked for. */
  readonly path: string;
  /** Where a runner keeps the tools it installs, besides those on the PATH. */
  readonly toolCache?: string;
}

const SYSTEM = [
  ...['/usr', '/etc', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'],
  ...['/nix/store', '/gnu/store', '/var/lib/gems'],
];

/** Names no file of ours, of the user, or of a service: sockets in /run and /var stay out. */
export function viewOf(options: ViewOptions): View {
  const borders = resolved(options);
  const system = [...SYSTEM, ...softwareOfTheSystem(borders)].filter(exists);
  const links = system.flatMap((path) => (isLink(path) ? [[path, readlinkSync(path)] as const] : []));
  const folders = system.filter((path) => !isLink(path));
  const tools = toolChains(options.path, { ...borders, seen: system });
  const cache = options.toolCache === undefined ? [] : [options.toolCache].filter((path) => isCache(path, borders));
  const open = [...folders, ...tools, ...cache];
  const masked = allOf(borders).filter((path) => open.some((folder) => path !== folder && isWithin(path, folder)));
  const shown = open.flatMap((path) => [path, ...mountPointsBelow(path).filter((point) => !isMasked(point, path))]);
  return {
    shown: [...new Set(shown)].sort(),
    masked: [...new Set(masked)].sort(),
    links,
    network: resolverFiles().filter((path) => !shown.includes(path)),
  };

  /** Something that is mounted in a masked folder would be mounted over the mask. */
  function isMasked(point: string, folder: string): boolean {
    return masked.some((mask) => isWithin(point, mask) && !isWithin(folder, mask));
  }
}

/** By the paths that mounts have; what does not exist cannot be seen. */
function resolved({ homes, hidden, closed }: Omit<Borders, 'seen'>): Omit<Borders, 'seen'> {
  const real = (paths: readonly string[]): readonly string[] => paths.filter(exists).map((path) => realpathSync(path));
  return { homes: real(homes), hidden: real(hidden), closed: real(closed) };
}

function allOf({ homes, hidden, closed }: Omit<Borders, 'seen'>): readonly string[] {
  return [...homes, ...hidden, ...closed];
}

/** Of /opt only what an administrator installed: a runner may have its own home there. */
function softwareOfTheSystem(borders: Omit<Borders, 'seen'>): readonly string[] {
  if (!exists('/opt')) return [];
  return readdirSync('/opt')
    .map((name) => `/opt/${name}`)
    .filter((path) => lstatSync(path).uid === 0 && lstatSync(path).isDirectory() && !isPrivate(path, borders));
}

function isCache(path: string, borders: Omit<Borders, 'seen'>): boolean {
  return exists(path) && !isLink(path) && !isPrivate(path, borders);
}

function resolverFiles(): readonly string[] {
  try {
    const path = realpathSync('/etc/resolv.conf');
    return path.startsWith('/etc/') ? [] : [path];
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path).isSymbolicLink();
}
