import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { processEntry } from './processes.js';
import { allRunning, closeDoor, isRoots, type Trace } from './running.js';
import { stragglersOf } from './stragglers.js';

/** Milliseconds between two looks, and after which we stop looking: what a kernel cannot end, nobody can. */
const PAUSE = 2;
const PATIENCE = 5_000;
/** Looks at a process that shows no environment, before it counts as one that has none. */
const DOUBTS = 5;

/** Sends a signal to every process of a group; a group that is gone is none of our concern. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  signalTo(-group, signal);
  // What sudo started is root's. Nothing is lost by asking again: a sandbox ends with its first process.
  if (signal === 'SIGKILL' && isRoots(group))
    spawnSync('/usr/bin/sudo', ['-n', 'kill', '-s', 'KILL', '--', `-${group}`]);
}

/** Ends whatever a program left behind after its first process ended. Once this settles, none of it runs. */
export async function sweep(trace: Trace): Promise<void> {
  if (process.platform !== 'linux') {
    signalGroup(trace.group, 'SIGKILL');
    return;
  }
  const patience = performance.now() + PATIENCE;
  for (let look = 0; performance.now() < patience; look += 1) {
    const { pids, unsure } = stragglersOf(trace);
    for (const pid of pids) signalTo(pid, 'SIGKILL');
    if (pids.length === 0 && (!unsure || look >= DOUBTS)) return;
    await delay(PAUSE);
  }
}

/**
 * Ends every program and tool that runs, with all their children, before it returns; nothing is started any more.
 * For handlers of SIGINT, SIGTERM and SIGHUP, and for `exit`. A SIGKILL of this process gives no such chance.
 */
export function endEverything(): void {
  closeDoor();
  const patience = performance.now() + PATIENCE;
  while (allRunning().filter(stillRunsAfterKill).length > 0 && performance.now() < patience) pause();
}

/** Asks a child of ours to end itself and what it started, and waits until it is gone; forced where it does not listen. */
export function endAndWait(child: number): void {
  signalTo(child, 'SIGTERM');
  const patience = performance.now() + PATIENCE;
  while (processEntry(child)?.dead === false && performance.now() < patience) pause();
  signalTo(child, 'SIGKILL');
}

function stillRunsAfterKill(trace: Trace): boolean {
  signalGroup(trace.group, 'SIGKILL');
  if (process.platform !== 'linux') return false;
  const { pids } = stragglersOf(trace);
  for (const pid of pids) signalTo(pid, 'SIGKILL');
  return pids.length > 0 || processEntry(trace.group)?.dead === false;
}

/** A handler of `exit` cannot await. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

function signalTo(target: number, signal: NodeJS.Signals): void {
  try {
    process.kill(target, signal);
  } catch {
    // Gone already, or another user's: there is nothing more to do from here.
  }
}
