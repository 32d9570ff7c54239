import { layersOf, MEMORY, type Layer, type Layout } from './layers.js';
import { DEVICES } from './skeleton.js';

/**
 * Everything that is mounted for one program, as lines for `mount --all --fstab`: one call mounts them all.
 * The last one shows the new network namespace in our own /sys, outside of the program's root: there it is switched on.
 * Its source has a name of its own, as `mount --all` leaves out what it takes for mounted already.
 */
export function mountPlan(layout: Layout, writable: readonly string[], network: boolean): string {
  const { root, ownDevices } = layout;
  const at = (path: string): string => `${root}${path}`;
  const mounts: readonly Mount[] = [
    [root, root, 'none', `bind,ro,nosuid${ownDevices ? '' : ',nodev'}`],
    inMemory(at('/dev/shm'), `mode=1777,size=${MEMORY.shared}`),
    ...(ownDevices
      ? []
      : DEVICES.map((name): Mount => [`/dev/${name}`, at(`/dev/${name}`), 'none', 'bind,nosuid,noexec'])),
    ['devpts', at('/dev/pts'), 'devpts', 'newinstance,ptmxmode=0666,mode=0620,nosuid,noexec'],
    ['proc', at('/proc'), 'proc', 'nosuid,nodev,noexec,hidepid=2'],
    ...layersOf(layout, network).map((layer) => mountOf(layer, at(layer.path))),
    ...writable.map((path): Mount => [path, at(path), 'none', 'bind,nosuid,nodev,X-mount.mkdir']),
    ...(network ? [] : [['formative', '/sys', 'sysfs', 'nosuid,nodev,noexec'] as const]),
  ];
  return `${mounts.map(lineOf).join('\n')}\n`;
}

type Mount = readonly [source: string, target: string, kind: string, options: string];

function mountOf({ kind, path }: Layer, target: string): Mount {
  switch (kind) {
    case 'shown':
      return [path, target, 'none', 'bind,ro,nosuid,X-mount.mkdir'];
    case 'memory':
      return inMemory(target, `mode=1777,size=${MEMORY.temporary}`);
    case 'masked':
      return inMemory(target, `mode=755,size=${MEMORY.mask}`);
  }
}

function inMemory(target: string, options: string): Mount {
  return ['tmpfs', target, 'tmpfs', `nosuid,nodev,${options}`];
}

function lineOf([source, target, kind, options]: Mount): string {
  return `${escape(source)} ${escape(target)} ${kind} ${options} 0 0`;
}

function escape(path: string): string {
  return path.replace(/[\s\\#]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);
}
