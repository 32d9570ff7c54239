import { readFileSync, statfsSync } from 'node:fs';

/** What is free on a machine, and how many processes and threads it has. */
export interface Room {
  /** Bytes on the disk of the trees. */
  readonly disk: number;
  /** Files that still fit on it. */
  readonly files: number;
  /** Bytes. */
  readonly memory: number;
  readonly tasks: number;
}

export type Scarce = keyof Room;

/** What must be left; for tasks, the most there may be. */
const RESERVE = { disk: 2 ** 30, files: 20_000, memory: 2 ** 28, tasks: 3000 };

/** The bounds for programs that start now: on a machine that is nearly full already, half of what is left. */
export function boundsFor({ disk, files, memory, tasks }: Room): Room {
  return {
    disk: Math.min(RESERVE.disk, disk / 2),
    files: Math.min(RESERVE.files, files / 2),
    memory: Math.min(RESERVE.memory, memory / 2),
    tasks: tasks + RESERVE.tasks,
  };
}

/** What is short of its bound, if anything is. */
export function scarceIn(room: Room, bounds: Room): Scarce | undefined {
  if (room.tasks > bounds.tasks) return 'tasks';
  return (['memory', 'disk', 'files'] as const).find((kind) => room[kind] < bounds[kind]);
}

/** What a machine does not tell is never short. A file system that counts no files says that it has none. */
export function roomOf(folder: string): Room {
  const disk = quietly(() => statfsSync(folder));
  const memory = /^MemAvailable:\s+(\d+) kB$/m.exec(quietly(() => readFileSync('/proc/meminfo', 'utf8')) ?? '')?.[1];
  const tasks = /\/(\d+) /.exec(quietly(() => readFileSync('/proc/loadavg', 'utf8')) ?? '')?.[1];
  return {
    disk: disk === undefined ? Infinity : disk.bavail * disk.bsize,
    files: disk === undefined || disk.files === 0 ? Infinity : disk.ffree,
    memory: memory === undefined ? Infinity : Number(memory) * 1024,
    tasks: Number(tasks ?? 0),
  };
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
