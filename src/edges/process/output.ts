import { Socket } from 'node:net';
import { contentOfBytes } from '../../core/run/content.js';
import type { Content } from '../../core/run/trial.js';

/** What arrives on one stream of a program. */
export interface Output {
  /** Settles when no process holds the stream any more, or after `stop`. */
  readonly ended: Promise<void>;
  /** Reads no further, whoever still writes. */
  stop(): void;
  content(): Content;
}

/** How much is kept, and what happens when far more comes. */
export interface OutputLimits {
  /** Bytes kept; the rest is counted only. */
  readonly keep: number;
  /** Bytes after which `flooded` is called, once. */
  readonly flood: number;
  readonly flooded: () => void;
}

/** All streams read into this one buffer: each chunk is copied (or dropped) before the next read. */
const CHUNK = Buffer.allocUnsafeSlow(64 * 1024);

/** Reads a file descriptor to its end, and closes it. */
export function readOutput(reader: number, limits: OutputLimits): Output {
  let kept: Buffer = Buffer.alloc(0);
  let size = 0;
  const take = (chunk: Buffer): void => {
    const wanted = chunk.subarray(0, Math.max(0, limits.keep - size));
    kept = append(kept, { length: Math.min(size, limits.keep), chunk: wanted });
    const before = size;
    size += chunk.length;
    if (before <= limits.flood && size > limits.flood) limits.flooded();
  };
  const socket = new Socket({
    fd: reader,
    readable: true,
    writable: false,
    onread: {
      buffer: CHUNK,
      callback: (length) => {
        take(CHUNK.subarray(0, length));
        return true;
      },
    },
  });
  const ended = new Promise<void>((resolve) =>
    socket.once('close', () => {
      resolve();
    }),
  );
  socket.on('error', () => undefined);
  socket.resume();
  return {
    ended,
    stop: () => socket.destroy(),
    content: () => contentOfBytes(kept.subarray(0, Math.min(size, limits.keep)), size),
  };
}

/** Adds to a buffer that doubles when it is full: a program that writes byte by byte costs no more than its bytes. */
function append(kept: Buffer, { length, chunk }: { length: number; chunk: Buffer }): Buffer {
  if (chunk.length === 0) return kept;
  const grown =
    length + chunk.length <= kept.length ? kept : Buffer.alloc(Math.max(2 * kept.length, length + chunk.length));
  if (grown !== kept) kept.copy(grown, 0, 0, length);
  chunk.copy(grown, length);
  return grown;
}
