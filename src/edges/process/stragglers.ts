import { allPids, environmentOf, latestPid, openFilesOf, pidsBetween, processEntry, uptime } from './processes.js';
import type { ProcessEntry } from './processes.js';
import { latestStarted, ownMarks, type Trace } from './running.js';

/** What one look at the process table found of a program. */
export interface Stragglers {
  readonly pids: readonly number[];
  /** A process was seen in the middle of an exec, when it has no environment: look again. */
  readonly unsure: boolean;
}

/** A trial shorter than this cannot have seen the process numbers come round. Seconds. */
const SHORT = 0.5;
const FEW = 256;
const KERNEL = 2;

/**
 * The processes of a program besides its first one: of its group or session, with its marks, with its pipes, and their
 * children. A process that leaves the group, clears its environment, closes the pipes and outlives its parent cannot be
 * told from a stranger's: only a sandbox with a process namespace of its own holds that one.
 */
export function stragglersOf(trace: Trace): Stragglers {
  const marks = ownMarks(trace);
  const ours = new Set<number>();
  let unsure = false;
  const newcomers = newcomersSince(trace);
  for (const entry of newcomers) {
    const kinship = kinshipOf(entry, trace, marks);
    if (kinship === 'ours') ours.add(entry.pid);
    if (kinship === 'unsure') unsure = true;
  }
  addFamilies(ours, newcomers);
  return { pids: [...ours], unsure };
}

/** Living processes that started after the program did, without our own children. */
function newcomersSince(trace: Trace): readonly ProcessEntry[] {
  const found: ProcessEntry[] = [];
  let seen = latestPid();
  let pids = pidsSince(trace, seen);
  // A process may fork and end before we reach it: whatever was started while we looked is looked at too.
  for (let round = 0; round < 4 && pids.length > 0; round += 1) {
    found.push(...pids.map(processEntry).filter((entry) => entry !== undefined));
    const now = latestPid();
    pids = pidsBetween(seen, now);
    seen = now;
  }
  const isOld = ({ started }: ProcessEntry): boolean => started < trace.since - 0.1;
  return found.filter(
    (entry) => !entry.dead && entry.parent !== process.pid && entry.pid !== process.pid && !isOld(entry),
  );
}

/** Mostly the handful of numbers given out since, which costs microseconds; else everything there is. */
function pidsSince({ group, since }: Trace, latest: number): readonly number[] {
  const isCounted = group <= latest && latestStarted() <= latest && latest - group <= FEW;
  return isCounted && uptime() - since < SHORT ? pidsBetween(group, latest) : allPids();
}

function kinshipOf(entry: ProcessEntry, trace: Trace, marks: readonly string[]): 'ours' | 'unsure' | 'strange' {
  if (entry.group === trace.group || entry.session === trace.group) return 'ours';
  if (entry.parent === KERNEL) return 'strange';
  const environment = environmentOf(entry.pid);
  if (marks.some((mark) => environment.includes(mark))) return 'ours';
  if (trace.pipes.length > 0 && openFilesOf(entry.pid).some((name) => trace.pipes.includes(name))) return 'ours';
  return environment.length === 0 ? 'unsure' : 'strange';
}

function addFamilies(ours: Set<number>, entries: readonly ProcessEntry[]): void {
  const isKin = ({ pid, parent, session }: ProcessEntry): boolean =>
    !ours.has(pid) && (ours.has(parent) || ours.has(session));
  for (let kin = entries.filter(isKin); kin.length > 0; kin = entries.filter(isKin)) {
    for (const { pid } of kin) ours.add(pid);
  }
}
