import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { systemTool } from './system-tool.js';

/** Tools of the operating system, by their paths. */
export interface Tools {
  readonly unshare: string;
  readonly setpriv: string;
  readonly mount: string;
  readonly env: string;
  readonly sh: string;
  /** The shell hands its environment on as it is, and adds nothing to it. */
  readonly keepsEnvironment: boolean;
}

/** Undefined when one of them is not installed. */
export function findTools(): Tools | undefined {
  const [unshare, setpriv, mount, env, sh] = ['unshare', 'setpriv', 'mount', 'env', 'sh'].map(systemTool);
  if (unshare === undefined || setpriv === undefined || mount === undefined) return undefined;
  if (env === undefined || sh === undefined) return undefined;
  return { unshare, setpriv, mount, env, sh, keepsEnvironment: basename(realpathSync(sh)) === 'dash' };
}

/** Processes and threads of one user, who runs as many trials at a time as there are cores. */
export const MAX_PROCESSES = 4096 + 1024 * availableParallelism();
/** Of one file, in blocks of 512 bytes. */
const MAX_FILE = (8 * 2 ** 30) / 512;

/** The first limits of every program. The shells do not agree on the letter for processes. */
export const LIMITS = `ulimit -c 0; ulimit -f ${MAX_FILE}; ulimit -u ${MAX_PROCESSES} 2>/dev/null || ulimit -p ${MAX_PROCESSES}
echo 1000 >/proc/self/oom_score_adj`;

/** A user as setpriv knows it. */
export interface Account {
  readonly user: string;
  readonly group: string;
}

/** How setpriv is told to give every right of root away. */
export function droppingTo({ user, group }: Account): string {
  return `--reuid ${user} --regid ${group} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all`;
}

/**
 * What the first process of the new namespaces does: it limits itself, mounts the plan, drops every right for the
 * program, and waits for it, as somebody must collect what a program leaves behind. Its arguments: a log, the plan, the
 * root folder, the working folder, and the command. The log says `ready` when nothing failed before, and after that only
 * which signal ended the program. mount speaks no language but C: to read a locale takes it longer than a mount.
 */
export function launchScript(tools: Tools, who: Account, network: boolean): string {
  return `exec 3>&2 2>"$1" || exit 1
${LIMITS} || exit 1
LC_ALL=C ${tools.mount} -a -c -T "$2" || exit 1
${network ? '' : 'echo 9 >/sys/class/net/lo/flags || exit 1'}
root=$3 folder=$4
shift 4
echo ready >&2
( exec 2>&3 3>&-; exec ${tools.unshare} --root="$root" --wd="$folder" ${tools.setpriv} ${droppingTo(who)} -- "$@" )
exit $?`;
}
