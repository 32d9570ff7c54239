import { isWithin } from './mount-points.js';
import type { View } from './view.js';

export interface Layout {
  /** The skeleton of a root folder. */
  readonly root: string;
  readonly view: View;
  /** The folder in which trees are made. */
  readonly temporary: string;
  /** The skeleton has devices of its own that work; otherwise the machine's are mounted on it. */
  readonly ownDevices?: true;
}

/** One thing that is mounted on the skeleton: a part of this machine, a folder in memory, or nothing over a part of it. */
export interface Layer {
  readonly kind: 'shown' | 'memory' | 'masked';
  readonly path: string;
}

/** Bytes that each folder in memory may take. */
export const MEMORY = { temporary: 2 ** 30, shared: 2 ** 29, mask: 2 ** 20 };

/** What is mounted for a program besides its own folders: parents before what lies inside of them. */
export function layersOf({ view, temporary }: Layout, network: boolean): readonly Layer[] {
  const memory = ['/tmp', '/var/tmp', ...(isWithin(temporary, '/tmp') ? [] : [temporary])];
  const layers: readonly Layer[] = [
    ...[...view.shown, ...(network ? view.network : [])].map((path) => ({ kind: 'shown', path }) as const),
    ...view.masked.map((path) => ({ kind: 'masked', path }) as const),
    ...[...new Set(memory)].map((path) => ({ kind: 'memory', path }) as const),
  ];
  // A folder that is both, the temporary files' in /usr, is writable: what comes later lies above.
  return layers.toSorted((one, other) => (one.path === other.path ? 0 : one.path < other.path ? -1 : 1));
}
