import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Program, Sandbox } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';
import { runProgram } from '../process/run-program.js';
import type { StartedAs } from '../process/start.js';
import { LIMITS } from './launch-script.js';
import { layersOf, MEMORY, type Layer, type Layout } from './layers.js';
import { crashOf, notHeld, refusalOf } from './outcome.js';
import type { RoomGuard } from './room-guard.js';

export interface BwrapOptions {
  readonly bwrap: string;
  readonly sh: string;
  /** Takes the rights of root away before bwrap starts: `setpriv …`, or nothing for an ordinary user. */
  readonly drop: readonly string[];
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly layout: Layout;
  readonly guard: RoomGuard;
  /** A folder of ours that the programs' user may write, and that no program sees. */
  readonly folder: string;
  /** What this bwrap can do besides: forbid user namespaces inside, and limit folders in memory. */
  readonly can: { readonly disableUserns: boolean; readonly size: boolean };
}

const COMPLAINT = /^bwrap: execvp .*: ([^:\n]+)\n$/s;
/**
 * The shell limits itself and becomes bwrap, which says in the log whether the program was started. Its flags come by a
 * file: everybody may read a command line, the program inside, too.
 */
const SCRIPT = `log=$1 flags=$2; shift 2
${LIMITS}
exec "$@" 3>"$log" 4<"$flags"`;

/** Namespaces made by bubblewrap without any rights of root, where the machine lets ordinary users have them. */
export function bwrapSandbox(name: string, options: BwrapOptions): Sandbox {
  const owner = options.owner === undefined ? {} : { owner: options.owner };
  return { name, ...owner, run: (program, signal) => runBehind(options, program, signal) };
}

async function runBehind(
  options: BwrapOptions,
  program: Program,
  signal?: AbortSignal,
): Promise<Omit<Attempt, 'files'>> {
  const file = `${options.folder}/${randomBytes(6).toString('hex')}`;
  const [log, flags] = [`${file}.log`, `${file}.flags`];
  try {
    writeFileSync(flags, flagsFor(options, program).join('\0'), { mode: 0o600 });
    const as = startedAs(options, program, { log, flags });
    const ran = await options.guard.watch(program, signal, (stop, started) =>
      runProgram(program, stop, { ...as, started }),
    );
    if (ran.ending.kind !== 'exited') return ran;
    return hasRun(log) ? crashOf(ran) : (refusalOf(ran, program, COMPLAINT) ?? notHeld(ran, ''));
  } finally {
    for (const path of [log, flags]) rmSync(path, { force: true });
  }
}

/** bwrap tells the program's exit code only after the program replaced it. */
function hasRun(log: string): boolean {
  try {
    return readFileSync(log, 'utf8').includes('"exit-code"');
  } catch {
    return false;
  }
}

function startedAs(
  { bwrap, sh, drop }: BwrapOptions,
  program: Program,
  { log, flags }: { readonly log: string; readonly flags: string },
): StartedAs {
  const argv = [sh, '-c', SCRIPT, 'sh', log, flags, ...drop, bwrap, '--args', '4', '--', ...program.argv] as const;
  return { argv, cwd: '/', env: {} };
}

function flagsFor({ layout, can }: BwrapOptions, program: Program): readonly string[] {
  const memory = (path: string, size: number): readonly string[] => [
    ...(can.size ? ['--size', String(size)] : []),
    ...['--tmpfs', path],
  ];
  const flagsOf = ({ kind, path }: Layer): readonly string[] =>
    kind === 'shown' ? ['--ro-bind-try', path, path] : memory(path, kind === 'memory' ? MEMORY.temporary : MEMORY.mask);
  return [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--die-with-parent', '--clearenv'],
    ...['--cap-drop', 'ALL', ...(program.network ? [] : ['--unshare-net'])],
    ...(can.disableUserns ? ['--disable-userns'] : []),
    ...['--ro-bind', layout.root, '/', '--proc', '/proc', '--dev', '/dev', ...memory('/dev/shm', MEMORY.shared)],
    ...['--remount-ro', '/dev', ...layersOf(layout, program.network).flatMap(flagsOf)],
    ...program.writable.flatMap((path) => ['--bind', path, path]),
    ...Object.entries(program.env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--chdir', program.cwd, '--json-status-fd', '3'],
  ];
}
