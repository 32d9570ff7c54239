import { closeSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { contentOfBytes, EMPTY } from '../../core/run/content.js';
import type { Content } from '../../core/run/trial.js';

/** What arrives on one stream of a program. */
export interface Output {
  /** Settles when no process holds the stream any more, or after `stop`. */
  readonly ended: Promise<void>;
  /** Once the program is gone: takes what is left, and tells whether that was the end. Else `ended` will. */
  drain(): boolean;
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
/** Chunks that a pipe may hold; who writes more is still there, and is read in turn with everything else. */
const MOST_CHUNKS = 16;
/**
 * Milliseconds. Most programs are gone before this and what they say fits into the pipe: it is read once, at their end. An end
 * that waits to be noticed is noticed first, hence `setImmediate`.
 */
const SOON = 5;

/** Reads a file descriptor to its end, and closes it. */
export function readOutput(reader: number, limits: OutputLimits): Output {
  const kept = keeper(limits);
  let socket: Socket | undefined;
  let isOpen = true;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const flow = (): void => {
    if (isOpen) socket ??= flowing(reader, kept.take).once('close', end);
  };
  const late = setTimeout(setImmediate, SOON, flow);
  const close = (): void => {
    clearTimeout(late);
    if (isOpen && socket === undefined) closeSync(reader);
    isOpen = false;
    socket?.destroy();
    end();
  };
  return {
    ended,
    drain: () => {
      clearTimeout(late);
      if (socket !== undefined) return socket.closed;
      if (isOpen && !readToEnd(reader, kept.take)) {
        flow();
        return false;
      }
      close();
      return true;
    },
    stop: close,
    content: kept.content,
  };
}

interface Keeper {
  readonly take: (chunk: Buffer) => void;
  readonly content: () => Content;
}

function keeper(limits: OutputLimits): Keeper {
  let kept: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    take: (chunk) => {
      const wanted = chunk.subarray(0, Math.max(0, limits.keep - size));
      kept = append(kept, { length: Math.min(size, limits.keep), chunk: wanted });
      const before = size;
      size += chunk.length;
      if (before <= limits.flood && size > limits.flood) limits.flooded();
    },
    content: () => (size === 0 ? EMPTY : contentOfBytes(kept.subarray(0, Math.min(size, limits.keep)), size)),
  };
}

/** Reads whenever something comes. */
function flowing(reader: number, take: Keeper['take']): Socket {
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
  socket.on('error', () => undefined);
  return socket.resume();
}

/** Takes what lies in a pipe, without waiting; false when someone still holds it open. */
function readToEnd(reader: number, take: Keeper['take']): boolean {
  try {
    for (let chunks = 0; chunks < MOST_CHUNKS; chunks += 1) {
      const length = readSync(reader, CHUNK);
      if (length === 0) return true;
      take(CHUNK.subarray(0, length));
    }
    return false;
  } catch {
    // EAGAIN: empty, and not at its end.
    return false;
  }
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
