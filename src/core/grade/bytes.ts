import type { Content } from '../run/trial.js';

/** The bytes that are kept of a content. */
export function bytesOf(content: Content): Buffer {
  return Buffer.from(content.data, content.encoding === 'utf8' ? 'utf8' : 'base64');
}

export function sameBytes(one: Content, other: Content): boolean {
  if (one.encoding === 'utf8' && other.encoding === 'utf8') return one.data === other.data;
  return bytesOf(one).equals(bytesOf(other));
}

/** "stdout is over the cap of 4194304 bytes"; undefined for a content that is whole. */
export function overTheCap(target: string, content: Content): string | undefined {
  if (content.complete) return undefined;
  return `${target} is over the cap of ${bytesOf(content).length} bytes (${content.size} were written)`;
}

/** Where two lists of bytes part, in words. */
export function firstByteDifference(expected: Buffer, got: Buffer): string {
  const length = Math.min(expected.length, got.length);
  let at = 0;
  while (at < length && expected[at] === got[at]) at += 1;
  return `first difference at byte ${at + 1}: expected ${byteAt(expected, at)}, got ${byteAt(got, at)}`;
}

function byteAt(bytes: Buffer, at: number): string {
  const byte = bytes[at];
  return byte === undefined ? 'the end' : `0x${byte.toString(16).padStart(2, '0')}`;
}
