import { closeSync, lstatSync, openSync } from 'node:fs';
import { capture } from '../process/capture.js';
import { DEVICES } from './skeleton.js';
import { systemTool } from './system-tool.js';
import type { Identity } from './unshare.js';

/**
 * Copies the harmless devices into a root folder, which spares six mounts for each program. Answers whether they can be
 * used there: not where the folder's file system allows no devices, nor without the rights of root.
 * `elevate`: what goes before a command that needs those rights.
 */
export async function layDevices(root: string, elevate: Identity['elevate']): Promise<boolean> {
  const cp = systemTool('cp');
  if (cp === undefined) return false;
  const sources = DEVICES.map((name) => `/dev/${name}`);
  const copy = [cp, '--archive', '--remove-destination', '--', ...sources, `${root}/dev/`] as const;
  const { code } = await capture([...elevate, ...copy], { cwd: '/' });
  return code === 0 && DEVICES.every((name) => isDevice(`${root}/dev/${name}`)) && opens(`${root}/dev/null`);
}

function isDevice(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isCharacterDevice() === true;
}

/** A file system without devices refuses it, to root as well. */
function opens(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}
