import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sandbox } from '../../app/ports.js';
import { capture } from '../process/capture.js';
import { bwrapSandbox } from './bwrap.js';
import type { Backend } from './choose-sandbox.js';
import { findTools } from './launch-script.js';
import type { Layout } from './mount-plan.js';
import { whatFails } from './self-test.js';
import { makeSkeleton } from './skeleton.js';
import { systemTool } from './system-tool.js';
import { unshareSandbox, type Identity } from './unshare.js';
import { viewOf } from './view.js';

export interface SandboxesOptions {
  /** Where programs are looked for. */
  readonly path: string;
  /** The folder in which trees are made. */
  readonly temporary: string;
  readonly homes: readonly string[];
  /** Folders that no program may see, and none that holds one of them. */
  readonly hidden: readonly string[];
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
  const prepare = (): Ground => {
    const folder = mkdtempSync(join(options.temporary, 'formative-sandbox-'));
    folders.push(folder);
    return groundIn(folder, options);
  };
  const uid = process.geteuid?.();
  const backend = (name: string, make: (name: string) => Promise<Sandbox | undefined>): Backend => ({
    name,
    open: async () => {
      if (process.platform !== 'linux') return undefined;
      const sandbox = await make(name);
      const isHeld = sandbox !== undefined && (await whatFails(sandbox, options.temporary)).length === 0;
      return isHeld ? sandbox : undefined;
    },
  });
  const root = backend('unshare', (name) => Promise.resolve(openUnshare(name, prepare(), { ...NOBODY, elevate: [] })));
  const bwrap = backend('bwrap', (name) => openBwrap(name, prepare(), uid === 0));
  const sudo = backend('sudo unshare', (name) => openSudo(name, prepare));
  return {
    backends: uid === 0 ? [root, bwrap] : [bwrap, sudo],
    closeNow: () => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Ground {
  readonly folder: string;
  readonly layout: Layout;
}

function groundIn(folder: string, { path, temporary, homes, hidden }: SandboxesOptions): Ground {
  const view = viewOf({ path, homes, hidden: [...hidden, temporary] });
  return { folder, layout: { root: makeSkeleton(folder, view, temporary), view, temporary } };
}

function openUnshare(name: string, ground: Ground, identity: Identity): Sandbox | undefined {
  const tools = findTools();
  return tools === undefined ? undefined : unshareSandbox(name, { ...ground, identity, tools });
}

/** Root by sudo, programs as the user that we are: their files are ours to read and to remove. */
async function openSudo(name: string, prepare: () => Ground): Promise<Sandbox | undefined> {
  const sudo = systemTool('sudo');
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
  if (sudo === undefined || uid === undefined || gid === undefined) return undefined;
  const asked = await capture([sudo, '-n', 'true'], { cwd: '/' });
  return asked.code === 0 ? openUnshare(name, prepare(), { uid, gid, elevate: [sudo, '-n', '--'] }) : undefined;
}

async function openBwrap(name: string, { folder, layout }: Ground, isRoot: boolean): Promise<Sandbox | undefined> {
  const [bwrap, sh, setpriv] = ['bwrap', 'sh', 'setpriv'].map(systemTool);
  if (bwrap === undefined || sh === undefined || (isRoot && setpriv === undefined)) return undefined;
  const help = await capture([bwrap, '--help'], { cwd: '/' });
  const disablesUserns = help.stdout.includes('--disable-userns');
  if (!isRoot || setpriv === undefined)
    return bwrapSandbox(name, { bwrap, sh, drop: [], layout, folder, disablesUserns });
  const logs = `${folder}/logs`;
  chmodSync(folder, 0o711);
  const view = { ...layout.view, shown: layout.view.shown.filter(isOpenToAll) };
  mkdirSync(logs, { mode: 0o700 });
  chownSync(logs, NOBODY.uid, NOBODY.gid);
  const { uid, gid } = NOBODY;
  const drop = [setpriv, '--reuid', String(uid), '--regid', String(gid), '--clear-groups', '--no-new-privs', '--'];
  return bwrapSandbox(name, {
    bwrap,
    sh,
    drop,
    owner: NOBODY,
    layout: { ...layout, view },
    folder: logs,
    disablesUserns,
  });
}

/** A home of root may hold tool chains, but nobody else may enter it. */
function isOpenToAll(path: string): boolean {
  const isOpen = (statSync(path).mode & 0o5) !== 0;
  return isOpen && (path === '/' || isOpenToAll(dirname(path)));
}
