import { isWithin } from './mount-points.js';
import { DEVICES } from './skeleton.js';
import type { View } from './view.js';

export interface Layout {
  /** The skeleton of a root folder. */
  readonly root: string;
  readonly view: View;
  /** The folder in which trees are made. */
  readonly temporary: string;
}

/** Bytes that the folders held in memory may take. */
const TEMPORARY = '1g';
const SHARED_MEMORY = '512m';

/**
 * Everything that is mounted for one program, as lines for `mount --all --fstab`: one call mounts them all.
 * The last one shows the new network namespace in our own /sys, outside of the program's root: there it is switched on.
 */
export function mountPlan(layout: Layout, writable: readonly string[], network: boolean): string {
  const { root, view, temporary } = layout;
  const at = (path: string): string => `${root}${path}`;
  const readOnly = (path: string): Mount => [path, at(path), 'none', 'bind,ro,nosuid,X-mount.mkdir'];
  const inMemory = (path: string, size: string): Mount => [
    'tmpfs',
    at(path),
    'tmpfs',
    `nosuid,nodev,mode=1777,size=${size}`,
  ];
  const mounts: readonly Mount[] = [
    [root, root, 'none', 'bind,ro,nosuid,nodev'],
    inMemory('/tmp', TEMPORARY),
    inMemory('/var/tmp', TEMPORARY),
    ...(isWithin(temporary, '/tmp') ? [] : [inMemory(temporary, TEMPORARY)]),
    inMemory('/dev/shm', SHARED_MEMORY),
    ...DEVICES.map((name): Mount => [`/dev/${name}`, at(`/dev/${name}`), 'none', 'bind,nosuid,noexec']),
    ['devpts', at('/dev/pts'), 'devpts', 'newinstance,ptmxmode=0666,mode=0620,nosuid,noexec'],
    ['proc', at('/proc'), 'proc', 'nosuid,nodev,noexec'],
    ...[...view.shown, ...(network ? view.network : [])].map(readOnly),
    ...writable.map((path): Mount => [path, at(path), 'none', 'bind,nosuid,nodev,X-mount.mkdir']),
    ...(network ? [] : [['sysfs', '/sys', 'sysfs', 'nosuid,nodev,noexec'] as const]),
  ];
  return `${mounts.map(lineOf).join('\n')}\n`;
}

type Mount = readonly [source: string, target: string, kind: string, options: string];

function lineOf([source, target, kind, options]: Mount): string {
  return `${escape(source)} ${escape(target)} ${kind} ${options} 0 0`;
}

function escape(path: string): string {
  return path.replace(/[\s\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
