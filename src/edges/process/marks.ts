import { tmpdir } from 'node:os';
import type { Program } from '../../app/ports.js';

/** Shared with everyone on the machine, so it tells nobody apart. Asked for once: it reads the environment. */
const HOST_TEMP = tmpdir();

/** A trial's own folders in its environment tell its processes from others, also those that left group and session. */
export function marksOf({ env, writable }: Program): readonly string[] {
  return ['TMPDIR', 'HOME'].flatMap((name) => {
    const folder = env[name];
    const isOwn = folder !== undefined && folder !== HOST_TEMP && writable.includes(folder);
    return isOwn ? [`${name}=${folder}`] : [];
  });
}
