import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Program, Sandbox } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';
import { runProgram } from '../process/run-program.js';
import type { StartedAs } from '../process/start.js';
import { whyNotStarted } from '../process/start.js';
import { launchScript, type Account, type Tools } from './launch-script.js';
import type { Layout } from './layers.js';
import { mountPlan } from './mount-plan.js';
import { neverRan, notHeld, refusalOf, signalOf } from './outcome.js';
import type { RoomGuard } from './room-guard.js';

/** Who programs run as, and how root is reached. */
export interface Identity extends Account {
  readonly uid: number;
  readonly gid: number;
  /** `sudo -n`, or nothing where we are root. */
  readonly elevate: readonly [string, ...string[]] | readonly [];
}

export interface UnshareOptions {
  readonly identity: Identity;
  readonly tools: Tools;
  readonly layout: Layout;
  readonly guard: RoomGuard;
  /** A folder of ours that no program sees. */
  readonly folder: string;
}

const COMPLAINT = /^(?:setpriv: failed to execute .*|.*\/?env: .*): ([^:\n]+)\n$/s;
/** What the log says once everything before the program's start has worked. */
const READY = 'ready\n';
/** Tools that run as root read these variables and no others: whatever else an eval sets is set by `env`, after the drop. */
const HARMLESS = new Set(['PATH', 'HOME', 'TMPDIR', 'TERM', 'CI']);

/**
 * Namespaces made by root, in which the program is another user without any rights. Its root folder is one of our own,
 * by `chroot`: that also keeps it from making user namespaces.
 */
export function unshareSandbox(name: string, options: UnshareOptions): Sandbox {
  const { uid, gid, elevate } = options.identity;
  const owner = elevate.length === 0 ? { owner: { uid, gid } } : {};
  return { name, ...owner, run: (program, signal) => runBehind(options, program, signal) };
}

async function runBehind(
  options: UnshareOptions,
  program: Program,
  signal?: AbortSignal,
): Promise<Omit<Attempt, 'files'>> {
  if (!isFolder(program.cwd)) return neverRan(whyNotStarted('', program) ?? 'its folder does not exist');
  const file = `${options.folder}/${randomBytes(6).toString('hex')}`;
  const files = { log: `${file}.log`, plan: `${file}.plan` };
  writeFileSync(files.plan, mountPlan(options.layout, program.writable, program.network));
  try {
    const as = startedAs(options, program, files);
    const ran = await options.guard.watch(program, signal, (stop, started) =>
      runProgram(program, stop, { ...as, started }),
    );
    const log = logOf(files.log);
    if (ran.ending.kind !== 'exited') return ran;
    return log.includes(READY) ? ownEnding(ran, program, log) : notHeld(ran, log);
  } finally {
    for (const path of Object.values(files)) rmSync(path, { force: true });
  }
}

/** The shell that waits for the program writes to its log what signal ended it: that tells `exit 137` from SIGKILL. */
function ownEnding(ran: Omit<Attempt, 'files'>, program: Program, log: string): Omit<Attempt, 'files'> {
  if (ran.ending.kind !== 'exited') return ran;
  const { code } = ran.ending;
  const refused = code === 126 || code === 127 ? refusalOf(ran, program, COMPLAINT) : undefined;
  if (refused !== undefined) return refused;
  const signal = log.endsWith(READY) ? undefined : signalOf(code);
  return signal === undefined ? ran : { ...ran, ending: { kind: 'killed', signal } };
}

function startedAs(
  { identity, tools, layout }: UnshareOptions,
  program: Program,
  files: { readonly log: string; readonly plan: string },
): StartedAs {
  const isPlain =
    tools.keepsEnvironment && Object.entries(program.env).every(isHarmless) && identity.elevate.length === 0;
  const variables = Object.entries(program.env).map(([name, value]) => `${name}=${value}`);
  const command = isPlain ? program.argv : [tools.env, '-i', ...variables, ...program.argv];
  const namespaces = ['--mount', '--pid', '--ipc', '--uts', ...(program.network ? [] : ['--net'])];
  const script = launchScript(tools, identity, program.network);
  const start = [tools.unshare, ...namespaces, '--fork', '--kill-child', tools.sh, '-c', script, 'sh'] as const;
  const rest = [files.log, files.plan, layout.root, program.cwd, ...command];
  const argv = [...identity.elevate, ...start, ...rest] as const;
  const env = isPlain ? program.env : {};
  return { argv, cwd: '/', env, root: identity.elevate.length > 0 };
}

function isHarmless([name, value]: readonly [string, string]): boolean {
  return HARMLESS.has(name) || (name === 'LANG' && value === 'C.UTF-8');
}

function logOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
