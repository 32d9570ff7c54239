/** How the processes of one program are told from all others on the machine. */
export interface Trace {
  /** Id of the first process, of its group and of its session. */
  readonly group: number;
  /** When it was started, in seconds since the machine started. */
  readonly since: number;
  /** Entries `NAME=value` of the environment that only this program and its descendants were given. */
  readonly marks: readonly string[];
  /** Names of the pipes that only this program and its descendants were given. */
  readonly pipes: readonly string[];
  /** The first process was started as root, through sudo. */
  readonly root?: boolean;
}

const running = new Set<Trace>();
let latest = 0;
let isClosed = false;

/** From now on until `forget`, the program is ended with everything else. */
export function remember(trace: Trace): void {
  running.add(trace);
  latest = trace.group;
}

export function forget(trace: Trace): void {
  running.delete(trace);
}

/** Tells whether a group was started as root, through sudo. */
export function isRoots(group: number): boolean {
  for (const trace of running) if (trace.group === group) return trace.root === true;
  return false;
}

export function allRunning(): readonly Trace[] {
  return [...running];
}

/** The process that we started last; the system's own count can never lie behind it. */
export function latestStarted(): number {
  return latest;
}

/** The marks that no other running program shares: two programs with one temp folder must not end each other. */
export function ownMarks(trace: Trace): readonly string[] {
  const others = [...running].filter((other) => other.group !== trace.group).flatMap((other) => other.marks);
  return trace.marks.filter((mark) => !others.includes(mark));
}

/** Nothing is started any more: this process is about to end. */
export function closeDoor(): void {
  isClosed = true;
}

export function isDoorClosed(): boolean {
  return isClosed;
}
