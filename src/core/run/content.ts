import type { Content } from './trial.js';

export const EMPTY: Content = { encoding: 'utf8', data: '', size: 0, complete: true };

/** A content from text, for tests and for what we write ourselves. */
export function contentOf(text: string): Content {
  return { encoding: 'utf8', data: text, size: Buffer.byteLength(text), complete: true };
}

/**
 * A content from the first bytes of `size`. Text that was cut within a character ends before it, so that it stays text;
 * everything else that is not UTF-8 becomes base64.
 */
export function contentOfBytes(bytes: Uint8Array, size = bytes.length): Content {
  const complete = bytes.length === size;
  const text = decode(complete ? bytes : bytes.subarray(0, endOfLastCharacter(bytes)));
  if (text !== undefined) return { encoding: 'utf8', data: text, size, complete };
  return { encoding: 'base64', data: Buffer.from(bytes).toString('base64'), size, complete };
}

/** The text of a content; bytes that are not UTF-8 are shown as U+FFFD. */
export function textOf(content: Content): string {
  return content.encoding === 'utf8' ? content.data : Buffer.from(content.data, 'base64').toString('utf8');
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where to cut so that no character is halved: in front of a last lead byte whose followers are missing. */
function endOfLastCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isFollower = byte >= 0x80 && byte < 0xc0;
    if (!isFollower) return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOfCharacter(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
