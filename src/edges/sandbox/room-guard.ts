import type { Program } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';
import { boundsFor, roomOf, scarceIn, type Room, type Scarce } from './room.js';
import { useOf } from './use.js';

type Ran = Omit<Attempt, 'files'>;

/** Milliseconds between two looks. */
const PAUSE = 200;
/** How a program's ending names what it took too much of. */
const LIMITS = {
  disk: 'disk limit',
  files: 'disk limit',
  memory: 'memory limit',
  tasks: 'process limit',
} as const satisfies Record<Scarce, string>;

/** Where a program's processes begin: the first one's id, or a way to find it once it is needed. */
type First = number | (() => number | undefined);

interface Guarded {
  readonly program: Program;
  first?: First;
  end(why: string): void;
}

/** Looks after a program while it runs; it is told the program's first process once there is one. */
export interface RoomGuard {
  watch(program: Program, signal: AbortSignal | undefined, run: Run): Promise<Ran>;
}

type Run = (signal: AbortSignal, started: (first: First) => void) => Promise<Ran>;

/**
 * Ends a program that fills the disk, the memory or the process table before others miss the room. Of all that run, it is
 * the one that took most: a pull request's program must not end base's. `folder`: where the trees are.
 */
export function openRoomGuard(folder: string, bounded: (first: Room) => Room = boundsFor): RoomGuard {
  const running = new Set<Guarded>();
  let timer: NodeJS.Timeout | undefined;
  let bounds: Room | undefined;
  const begin = (): void => {
    const usual = bounded(roomOf(folder));
    bounds = usual;
    timer = setInterval(() => {
      bounds = look(running, { folder, usual, now: bounds ?? usual });
    }, PAUSE);
  };
  return {
    watch: async (program, signal, run) => {
      const stop = new AbortController();
      let limit: string | undefined;
      const guarded: Guarded = {
        program,
        end: (why) => {
          limit ??= why;
          stop.abort();
        },
      };
      if (running.size === 0) begin();
      running.add(guarded);
      try {
        const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
        const ran = await run(both, (first) => (guarded.first = first));
        const isOurs = limit !== undefined && ran.ending.kind === 'cancelled';
        return isOurs ? { ...ran, ending: { kind: 'killed', signal: limit ?? '' } } : ran;
      } finally {
        running.delete(guarded);
        if (running.size === 0) clearInterval(timer);
      }
    },
  };
}

/** Answers the bounds for the next look: what one program took is not the next one's fault until it is given back. */
function look(
  running: ReadonlySet<Guarded>,
  { folder, usual, now }: { readonly folder: string; readonly usual: Room; readonly now: Room },
): Room {
  const room = roomOf(folder);
  const scarce = scarceIn(room, now);
  if (scarce === undefined) return scarceIn(room, usual) === undefined ? usual : now;
  const uses = [...running].map((one) => ({ one, use: useOf(scarce, one.program, pidOf(one)) }));
  const most = uses.toSorted((a, b) => b.use - a.use)[0];
  most?.one.end(LIMITS[scarce]);
  return { ...now, [scarce]: scarce === 'tasks' ? room.tasks * 1.5 : room[scarce] / 2 };
}

function pidOf({ first }: Guarded): number | undefined {
  return typeof first === 'function' ? first() : first;
}
