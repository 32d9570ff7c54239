import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { mountPointsBelow } from './mount-points.js';
import { toolChains } from './tool-chains.js';

/** What every trial sees of this machine, read only, at the same paths. */
export interface View {
  /** Files and folders, parents before what is mounted below them. */
  readonly shown: readonly string[];
  /** Links at the root, where `/bin` is `/usr/bin`: path and target. */
  readonly links: readonly (readonly [string, string])[];
  /** Shown only to programs that have the network: name resolution, where it lies outside the system. */
  readonly network: readonly string[];
}

export interface ViewOptions {
  /** Where programs are looked for. */
  readonly path: string;
  readonly homes: readonly string[];
  readonly hidden: readonly string[];
}

const SYSTEM = [
  ...['/usr', '/etc', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'],
  ...['/nix/store', '/gnu/store', '/var/lib/gems'],
];

/** Names no file of ours, of the user, or of a service: sockets in /run and /var stay out. */
export function viewOf(options: ViewOptions): View {
  const system = [...SYSTEM, ...softwareOfTheSystem()].filter(exists);
  const links = system.flatMap((path) => (isLink(path) ? [[path, readlinkSync(path)] as const] : []));
  const folders = system.filter((path) => !isLink(path));
  const tools = toolChains(options.path, { ...options, seen: system });
  const shown = [...folders, ...tools].flatMap((path) => [path, ...mountPointsBelow(path)]);
  return { shown: [...new Set(shown)].sort(), links, network: resolverFiles().filter((path) => !shown.includes(path)) };
}

/** Of /opt only what an administrator installed: a runner may have its own home there. */
function softwareOfTheSystem(): readonly string[] {
  if (!exists('/opt')) return [];
  return readdirSync('/opt')
    .map((name) => `/opt/${name}`)
    .filter((path) => lstatSync(path).uid === 0 && !isLink(path) && lstatSync(path).isDirectory());
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
