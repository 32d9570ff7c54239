import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { temporaryFolder } from '../temporary-repository.js';

/** What the machine has for programs: bytes, and files on its disk of temporary files. */
const DISK = 2 ** 28;
const FILES = 8000;
const MEMORY = 400 * 2 ** 20;
/** As many processes as each of the program's own counts for: a real crowd would be felt by everything on this machine. */
const WEIGHT = 200;
/** Milliseconds between two looks at what is free. */
const PAUSE = 50;

/** A machine that a program can fill up without harm to this one. */
export interface SmallMachine {
  /** What stands before a command to start it there. */
  readonly before: readonly string[];
  /** Where its programs keep temporary files. */
  readonly temporary: string;
  /** Temporary files that were there at the end. */
  left(): readonly string[];
  close(): void;
}

/**
 * It has a disk of its own, tells of other memory and processes than there are, and lists what its programs left. Only where one
 * /proc stands whole may sandboxes mount their own.
 */
const START = `
folder=$1 state=$2; shift 2
[ "$(id -u)" = 0 ] || set -- setpriv --inh-caps=-all --ambient-caps=-all -- "$@"
mount -t tmpfs -o size=${DISK},nr_inodes=${FILES},mode=1777 small "$folder" || exit 99
mount -t proc whole "$state/proc" || exit 99
for file in meminfo loadavg; do mount --bind "$state/$file" "/proc/$file" || exit 99; done
"$@"
code=$?
ls -A "$folder" >"$state/left"
exit $code`;

/** `mark`: in the command line of each program whose memory counts. */
export function smallMachine(mark: string): SmallMachine {
  const [temporary, state] = [temporaryFolder(), temporaryFolder()];
  const tell = (): void => {
    const pids = marked(mark);
    const free = Math.max(0, MEMORY - memoryOf(pids));
    writeFileSync(join(state, 'meminfo'), `MemAvailable: ${Math.floor(free / 1024)} kB\n`);
    writeFileSync(join(state, 'loadavg'), `0.00 0.00 0.00 1/${100 + WEIGHT * pids.length} 1\n`);
  };
  tell();
  const timer = setInterval(tell, PAUSE);
  mkdirSync(join(state, 'proc'));
  const isRoot = process.geteuid?.() === 0;
  const rights = isRoot ? [] : ['--user', '--map-current-user', '--keep-caps', '--pid', '--fork', '--mount-proc'];
  return {
    before: ['unshare', ...rights, '--mount', 'sh', '-c', START, 'sh', temporary, state],
    temporary,
    left: () => readFileSync(join(state, 'left'), 'utf8').split('\n').filter(Boolean),
    close: () => {
      clearInterval(timer);
    },
  };
}

/** Processes of this machine whose command line holds a mark. */
export function marked(mark: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(mark));
}

export function commandOf(pid: string): string {
  return read(`/proc/${pid}/cmdline`);
}

/** Bytes. */
function memoryOf(pids: readonly string[]): number {
  const kilobytes = pids.map((pid) => /^VmRSS:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]);
  return 1024 * kilobytes.reduce((sum, one) => sum + Number(one ?? 0), 0);
}

/** Processes end while we look at them. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
