import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { Program, Sandbox } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';
import { runProgram } from '../process/run-program.js';
import type { StartedAs } from '../process/start.js';
import { guardDisk } from './disk-guard.js';
import { LIMITS } from './launch-script.js';
import type { Layout } from './mount-plan.js';
import { isWithin } from './mount-points.js';
import { notHeld, outcomeOf } from './outcome.js';

export interface BwrapOptions {
  readonly bwrap: string;
  readonly sh: string;
  /** Takes the rights of root away before bwrap starts: `setpriv …`, or nothing for an ordinary user. */
  readonly drop: readonly string[];
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly layout: Layout;
  /** A folder of ours that the programs' user may write, and that no program sees. */
  readonly folder: string;
  /** It can forbid user namespaces inside. */
  readonly disablesUserns: boolean;
}

const LAUNCHER = { codes: [1], complaint: /^bwrap: execvp .*: ([^:]+)\n$/s };
/** The shell limits itself and becomes bwrap, which says in the log whether the program was started. */
const SCRIPT = `log=$1; shift
${LIMITS}
exec "$@" 3>"$log"`;

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
  const log = `${options.folder}/${randomBytes(6).toString('hex')}.log`;
  try {
    const as = startedAs(options, program, log);
    const ran = await guardDisk(program, signal, (stop) => runProgram(program, stop, as));
    if (ran.ending.kind !== 'exited') return ran;
    const outcome = outcomeOf(ran, program, LAUNCHER);
    if (outcome.ending.kind === 'not-started') return outcome;
    return hasRun(log) ? outcome : notHeld(ran, '');
  } finally {
    rmSync(log, { force: true });
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

function startedAs(options: BwrapOptions, program: Program, log: string): StartedAs {
  const { bwrap, sh, drop, layout } = options;
  const { root, view, temporary } = layout;
  const shown = [...view.shown, ...(program.network ? view.network : [])];
  const tied = (flag: string, paths: readonly string[]): readonly string[] =>
    paths.flatMap((path) => [flag, path, path]);
  const flags = [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--die-with-parent', '--clearenv'],
    ...(program.network ? [] : ['--unshare-net']),
    ...(options.disablesUserns ? ['--disable-userns'] : []),
    ...['--ro-bind', root, '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--tmpfs', '/var/tmp'],
    ...(isWithin(temporary, '/tmp') ? [] : ['--tmpfs', temporary]),
    ...tied('--ro-bind-try', shown),
    ...tied('--bind', program.writable),
    ...Object.entries(program.env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--chdir', program.cwd, '--json-status-fd', '3', '--'],
  ];
  const argv = [sh, '-c', SCRIPT, 'sh', log, ...drop, bwrap, ...flags, ...program.argv] as const;
  return { argv, cwd: '/', env: {} };
}
