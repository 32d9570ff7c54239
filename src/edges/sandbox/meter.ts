import { readdirSync, readFileSync } from 'node:fs';
import type { Usage } from '../../core/run/trial.js';
import { processEntry, uptime, type ProcessEntry } from '../process/processes.js';
import { familyOf } from './use.js';

/** Milliseconds between looks: short at first, and so long that looking takes at most a tenth of the time. */
const SHORTEST = 2;
const LONGEST = 25;
const SHARE = 10;
/** Clock ticks in a second of /proc. */
const TICKS = 100;

/**
 * Runs something that starts programs, and tells what all of them used together; undefined without /proc. Processor time is what the
 * system counts for children that ended, so nothing else may be started meanwhile; memory is looked at while they run.
 */
export async function metered<T>(run: () => Promise<T>): Promise<{ readonly ran: T; readonly usage?: Usage }> {
  const before = waitedFor();
  if (before === undefined) return { ran: await run() };
  const memory = watchMemory();
  try {
    const ran = await run();
    const cpu = Math.max(0, (waitedFor() ?? before) - before);
    const peakMemory = memory.peak();
    return { ran, usage: { cpu, ...(peakMemory > 0 && { peakMemory }) } };
  } finally {
    memory.stop();
  }
}

/** Looks at a family again and again, by itself at our descendants, without those that are there already. */
export function watchMemory(family: Family = descendants): { readonly peak: () => number; readonly stop: () => void } {
  const strangers: Strangers = { pids: new Set(family().map(({ pid }) => pid)), before: uptime() - 1 / TICKS };
  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  const next = (wait: number): void => {
    timer = setTimeout(() => {
      const begun = performance.now();
      peak = Math.max(peak, memoryBeside(strangers, family));
      next(Math.max(Math.min(2 * wait, LONGEST), SHARE * (performance.now() - begun)));
    }, wait);
  };
  next(SHORTEST);
  return {
    peak: () => peak,
    stop: () => {
      clearTimeout(timer);
    },
  };
}

type Family = () => readonly ProcessEntry[];

/** Who ran before. The kernel's list may leave out one while another ends: the time since the machine started tells, too. */
interface Strangers {
  readonly pids: ReadonlySet<number>;
  readonly before: number;
}

/** Bytes that they hold together now, and no less than any of them ever held. */
function memoryBeside({ pids, before }: Strangers, all: Family): number {
  const family = all().filter(({ pid, started }) => !pids.has(pid) && started >= before);
  const together = family.reduce((sum, { memory }) => sum + memory, 0);
  return Math.max(together, ...family.map(({ pid }) => mostOf(pid)));
}

/** Those of this process, by the kernel's own lists; where it keeps none, by the whole process table. */
function descendants(): readonly ProcessEntry[] {
  const children = childrenOf(process.pid);
  if (children === undefined) return familyOf(process.pid);
  const found = [...children];
  for (const pid of found) found.push(...(childrenOf(pid) ?? []));
  return found.map(processEntry).filter((entry) => entry !== undefined);
}

/** Undefined where the kernel does not tell, or the process is gone. */
function childrenOf(pid: number): readonly number[] | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'));
    return lists.flatMap((list) => list.split(' ').filter((it) => it !== '')).map(Number);
  } catch {
    return undefined;
  }
}

/** The most that one process ever held, in bytes. */
function mostOf(pid: number): number {
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

/** Seconds of processor time of our children that ended, and of theirs. */
function waitedFor(): number | undefined {
  const line = read('/proc/self/stat');
  // The name stands in brackets and may itself hold brackets and blanks: the numbers follow the last bracket.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [fields[13], fields[14]];
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) / TICKS;
}

/** Processes end while we look at them. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
