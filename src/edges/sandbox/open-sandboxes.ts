import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from '../process/capture.js';
import { accountName } from './account-name.js';
import { bwrapSandbox, type BwrapOptions } from './bwrap.js';
import type { Backend, Opened } from './choose-sandbox.js';
import { findTools } from './launch-script.js';
import type { Layout } from './layers.js';
import { openDocker } from './open-docker.js';
import { layDevices } from './own-devices.js';
import { openRoomGuard, type RoomGuard } from './room-guard.js';
import type { Room } from './room.js';
import { whatFails } from './self-test.js';
import { makeSkeleton } from './skeleton.js';
import { systemTool } from './system-tool.js';
import { unshareSandbox, type Identity } from './unshare.js';
import { viewOf, type ViewOptions } from './view.js';

export interface SandboxesOptions extends ViewOptions {
  /** The folder in which trees are made. */
  readonly temporary: string;
  /** What programs must leave free, and how many processes there may be, from what there is before them. */
  readonly bounded?: (first: Room) => Room;
  /** The caller's DOCKER_HOST. */
  readonly dockerHost?: string | undefined;
}

export interface OpenSandboxes {
  /** Strongest first. */
  readonly backends: readonly Backend[];
  /** Removes what the backends keep on disk. */
  closeNow(): void;
}

/** `nobody` and its group, on every Linux: a user that owns nothing. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** The ways to hold programs on this machine. */
export function openSandboxes(options: SandboxesOptions): OpenSandboxes {
  const folders: string[] = [];
  const closes: (() => void)[] = [];
  const guard = openRoomGuard(options.temporary, options.bounded);
  const prepare = (): Ground => {
    const folder = mkdtempSync(join(options.temporary, 'formative-sandbox-'));
    folders.push(folder);
    return { ...groundIn(folder, options), guard };
  };
  const uid = process.geteuid?.();
  const backend = (name: string, make: (name: string) => Promise<Opened>): Backend => ({
    name,
    open: async () => {
      if (process.platform !== 'linux') return { kind: 'refused', why: 'it needs Linux' };
      const opened = await make(name);
      if (opened.kind === 'refused') return opened;
      const fails = await whatFails(opened.sandbox, options.temporary);
      return fails.length === 0 ? opened : { kind: 'refused', why: fails.join('; ') };
    },
  });
  const root = backend('unshare', (name) => openUnshare(name, prepare, { ...NOBODY, elevate: [] }));
  const bwrap = backend('bwrap', (name) => openBwrap(name, prepare, uid === 0));
  const sudo = backend('sudo unshare', (name) => openSudo(name, prepare));
  const docker = backend('docker', (name) => {
    const who = uid === 0 ? { ...NOBODY, owns: true } : { uid: uid ?? 0, gid: process.getegid?.() ?? 0, owns: false };
    return openDocker(name, { ...prepare(), ...who, host: options.dockerHost, onClose: (close) => closes.push(close) });
  });
  return {
    backends: [...(uid === 0 ? [root, bwrap] : [bwrap, sudo]), docker],
    closeNow: () => {
      for (const close of closes.splice(0)) close();
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Ground {
  readonly folder: string;
  readonly layout: Layout;
  readonly guard: RoomGuard;
}

function groundIn(folder: string, options: SandboxesOptions): Omit<Ground, 'guard'> {
  const { temporary } = options;
  const view = viewOf({ ...options, hidden: [...options.hidden, temporary] });
  return { folder, layout: { root: makeSkeleton(folder, view, temporary), view, temporary } };
}

async function openUnshare(
  name: string,
  prepare: () => Ground,
  who: Omit<Identity, 'user' | 'group'>,
): Promise<Opened> {
  const tools = findTools();
  if (tools === undefined) return missing('unshare, setpriv, mount, env and sh');
  const names = { user: accountName('/etc/passwd', who.uid), group: accountName('/etc/group', who.gid) };
  const ground = prepare();
  const devices = (await layDevices(ground.layout.root, who.elevate)) ? { ownDevices: true as const } : {};
  const layout = { ...ground.layout, ...devices };
  return {
    kind: 'opened',
    sandbox: unshareSandbox(name, { ...ground, layout, identity: { ...who, ...names }, tools }),
  };
}

/** Root by sudo, programs as the user that we are: their files are ours to read and to remove. */
async function openSudo(name: string, prepare: () => Ground): Promise<Opened> {
  const sudo = systemTool('sudo');
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
  if (sudo === undefined || uid === undefined || gid === undefined) return missing('sudo');
  const asked = await capture([sudo, '-n', 'true'], { cwd: '/' });
  if (asked.code !== 0) return { kind: 'refused', why: 'sudo asks for a password' };
  return openUnshare(name, prepare, { uid, gid, elevate: [sudo, '-n', '--'] });
}

async function openBwrap(name: string, prepare: () => Ground, isRoot: boolean): Promise<Opened> {
  const [bwrap, sh, setpriv] = ['bwrap', 'sh', 'setpriv'].map(systemTool);
  if (bwrap === undefined || sh === undefined) return missing('bwrap and sh');
  if (isRoot && setpriv === undefined) return missing('setpriv');
  const { stdout: help } = await capture([bwrap, '--help'], { cwd: '/' });
  const can = { disableUserns: help.includes('--disable-userns'), size: help.includes('--size') };
  const { folder, layout, guard } = prepare();
  const tools = { bwrap, sh, can, guard };
  const options: BwrapOptions =
    isRoot && setpriv !== undefined
      ? { ...tools, ...asNobody(setpriv, { folder, layout }) }
      : { ...tools, layout, folder, drop: [] };
  return { kind: 'opened', sandbox: bwrapSandbox(name, options) };
}

function missing(tools: string): Opened {
  return { kind: 'refused', why: `it needs ${tools} in /usr/bin, /bin, /usr/sbin or /sbin` };
}

function asNobody(
  setpriv: string,
  { folder, layout }: Omit<Ground, 'guard'>,
): Pick<BwrapOptions, 'drop' | 'owner' | 'layout' | 'folder'> {
  const logs = `${folder}/logs`;
  chmodSync(folder, 0o711);
  mkdirSync(logs, { mode: 0o700 });
  chownSync(logs, NOBODY.uid, NOBODY.gid);
  const ids = ['--reuid', String(NOBODY.uid), '--regid', String(NOBODY.gid), '--clear-groups'];
  const view = { ...layout.view, shown: layout.view.shown.filter(isOpenToAll) };
  const drop = [setpriv, ...ids, '--no-new-privs', '--'];
  return { drop, owner: NOBODY, layout: { ...layout, view }, folder: logs };
}

/** A home of root may hold tool chains, but nobody else may enter it. */
function isOpenToAll(path: string): boolean {
  return (statSync(path).mode & 0o4) !== 0 && isWayOpen(dirname(path));
}

function isWayOpen(folder: string): boolean {
  return folder === '/' || ((statSync(folder).mode & 0o1) !== 0 && isWayOpen(dirname(folder)));
}
