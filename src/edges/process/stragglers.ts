import {
  allPids,
  environmentOf,
  isOurself,
  latestPid,
  openFilesOf,
  pidsBetween,
  processEntry,
  uptime,
} from './processes.js';
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
/** More numbers than these are not tried one by one. */
const FEW = 256;

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
    pids = pidsBetween(Math.max(seen, now - FEW), now);
    seen = now;
  }
  const isOld = ({ started }: ProcessEntry): boolean => started < trace.since - 0.1;
  return found.filter((entry) => !entry.dead && !isOld(entry) && entry.parent !== process.pid && !isOurself(entry.pid));
}

/** Mostly the handful of numbers given out since, which costs microseconds; else everything there is. */
function pidsSince({ group, since }: Trace, latest: number): readonly number[] {
  const isCounted = group <= latest && latestStarted() <= latest && latest - group <= FEW;
  return isCounted && uptime() - since < SHORT ? pidsBetween(group, latest) : allPids();
}

function kinshipOf(entry: ProcessEntry, trace: Trace, marks: readonly string[]): 'ours' | 'unsure' | 'strange' {
  if (entry.group === trace.group || entry.session === trace.group) return 'ours';
  const environment = environmentOf(entry.pid);
  if (marks.some((mark) => environment.includes(mark))) return 'ours';
  if (trace.pipes.length > 0 && openFilesOf(entry.pid).some((name) => trace.pipes.includes(name))) return 'ours';
  const isKernel = entry.group === 0;
  return environment.length === 0 && !isKernel ? 'unsure' : 'strange';
}

/** Children of ours are ours, and so is everything in a session that one of ours opened, leader or not. */
function addFamilies(ours: Set<number>, entries: readonly ProcessEntry[]): void {
  const kin = (): readonly ProcessEntry[] => {
    const sessions = new Set(entries.filter(({ pid }) => ours.has(pid)).map(({ session }) => session));
    return entries.filter((it) => !ours.has(it.pid) && (ours.has(it.parent) || sessions.has(it.session)));
  };
  for (let found = kin(); found.length > 0; found = kin()) for (const { pid } of found) ours.add(pid);
}
