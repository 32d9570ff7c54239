import { isUtf8 } from 'node:buffer';

const SURROGATE = 0xdc00;

/**
 * A path as git and the disk hold it, in a string that loses nothing: a byte that is not UTF-8 becomes a lone surrogate
 * (U+DC80 to U+DCFF, as in Python's `surrogateescape`), so that two paths never become one.
 */
export function pathOfBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? decodeExactly(bytes) : text;
}

/** The other way round: what to hand to the disk. */
export function bytesOfPath(path: string): string | Buffer {
  return /\p{Surrogate}/u.test(path) ? encodeExactly(path) : path;
}

function decodeExactly(bytes: Buffer): string {
  let path = '';
  for (let at = 0; at < bytes.length;) {
    const size = sequenceLength(bytes[at] ?? 0);
    const sequence = bytes.subarray(at, at + size);
    const isText = isUtf8(sequence);
    path += isText ? sequence.toString('utf8') : String.fromCharCode(SURROGATE + (bytes[at] ?? 0));
    at += isText ? size : 1;
  }
  return path;
}

function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function encodeExactly(path: string): Buffer {
  const parts = Array.from(path, (char) => {
    const code = char.charCodeAt(0);
    const isEscaped = char.length === 1 && code >= SURROGATE + 0x80 && code <= SURROGATE + 0xff;
    return isEscaped ? Buffer.of(code - SURROGATE) : Buffer.from(char, 'utf8');
  });
  return Buffer.concat(parts);
}
