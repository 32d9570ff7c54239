import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One line of Linux's process table. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Seconds since the machine started. */
  readonly started: number;
  readonly threads: number;
  /** Bytes that it holds in memory, shared ones too. */
  readonly memory: number;
  /** Ended, and only not yet waited for by its parent. */
  readonly dead: boolean;
}

/** Clock ticks in a second of /proc: 100 on every Linux. */
const TICKS = 100;
/** Bytes of a page: of the smallest there is, where it is more. */
const PAGE = 4096;

/** Undefined when there is no such process (any more), or no /proc. */
export function processEntry(pid: number): ProcessEntry | undefined {
  const line = readProc(`${pid}/stat`);
  // The name stands in brackets and may itself hold brackets and blanks: the numbers follow the last bracket.
  const [state, parent, group, session, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const started = rest[15];
  if (started === undefined) return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    started: Number(started) / TICKS,
    threads: Number(rest[13]),
    memory: Number(rest[17]) * PAGE,
    dead: state === 'Z' || state === 'X',
  };
}

/** The entries `NAME=value` a process was started with; empty in the middle of an exec, or when they are not ours to read. */
export function environmentOf(pid: number): readonly string[] {
  const text = readProc(`${pid}/environ`);
  return text === '' ? [] : text.split('\0');
}

/** The command line of a process, each word with a NUL behind it; empty when it is gone. */
export function commandOf(pid: number): string {
  return readProc(`${pid}/cmdline`);
}

/** What the open files of a process are, as /proc names them: `/path`, `pipe:[7]`, … */
export function openFilesOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return quietly(() => readdirSync(folder), []).map((fd) => quietly(() => readlinkSync(`${folder}/${fd}`), ''));
}

export function allPids(): readonly number[] {
  return quietly(() => readdirSync('/proc'), [])
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Of the numbers after `from` up to `to`, those that are processes (or threads) now. */
export function pidsBetween(from: number, to: number): readonly number[] {
  const found: number[] = [];
  for (let pid = from + 1; pid <= to; pid += 1) if (existsSync(`/proc/${pid}`)) found.push(pid);
  return found;
}

/** Threads have numbers like processes, and a signal to one of ours would reach all of us. */
export function isOurself(pid: number): boolean {
  return existsSync(`/proc/self/task/${pid}`);
}

/** The number given out last to a process or thread; 0 when the system does not say. */
export function latestPid(): number {
  return Number(readProc('loadavg').trim().split(' ')[4] ?? 0);
}

/** Seconds since the machine started, by the clock of `ProcessEntry.started`; 0 without /proc. */
export function uptime(): number {
  bootOffset ??= Number(readProc('uptime').split(' ')[0]) - performance.now() / 1000;
  return bootOffset + performance.now() / 1000;
}

let bootOffset: number | undefined;

function readProc(name: string): string {
  return quietly(() => readFileSync(`/proc/${name}`, 'utf8'), '');
}

/** Processes end while we look at them: whatever cannot be read is as good as gone. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
