import { statfsSync } from 'node:fs';
import type { Program } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';

type Ran = Omit<Attempt, 'files'>;

/** Milliseconds between two looks at a disk. */
const PAUSE = 200;
/** Of what was free when the program started, it must leave this much. */
const RESERVE = { bytes: 2 ** 30, files: 20_000 };

/** Ends a program that fills the disk, with bytes or with files, before others miss the room. */
export async function guardDisk(
  program: Program,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<Ran>,
): Promise<Ran> {
  const stop = new AbortController();
  const onAbort = (): void => {
    stop.abort();
  };
  if (signal?.aborted === true) stop.abort();
  signal?.addEventListener('abort', onAbort);
  const [folder] = program.writable;
  const full = new AbortController();
  const look = watchOf(folder, () => {
    full.abort();
    stop.abort();
  });
  try {
    const ran = await run(stop.signal);
    return full.signal.aborted && ran.ending.kind === 'cancelled'
      ? { ...ran, ending: { kind: 'killed', signal: 'disk limit' } }
      : ran;
  } finally {
    clearInterval(look);
    signal?.removeEventListener('abort', onAbort);
  }
}

function watchOf(folder: string | undefined, full: () => void): NodeJS.Timeout | undefined {
  if (folder === undefined) return undefined;
  const first = roomIn(folder);
  const least = { bytes: Math.min(RESERVE.bytes, first.bytes / 2), files: Math.min(RESERVE.files, first.files / 2) };
  return setInterval(() => {
    const room = roomIn(folder);
    if (room.bytes < least.bytes || room.files < least.files) full();
  }, PAUSE);
}

/** A file system that counts no files says that it has none: then there is nothing to watch. */
function roomIn(folder: string): { readonly bytes: number; readonly files: number } {
  try {
    const { bavail, bsize, ffree, files } = statfsSync(folder);
    return { bytes: bavail * bsize, files: files === 0 ? Infinity : ffree };
  } catch {
    return { bytes: Infinity, files: Infinity };
  }
}
