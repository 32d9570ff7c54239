/** The text of bytes, or why they are not text. A byte order mark is dropped. */
export type TextReading =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'binary'; readonly why: string };

export function readText(bytes: Uint8Array): TextReading {
  if (bytes.includes(0)) return { kind: 'binary', why: 'it holds a NUL byte' };
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'binary', why: 'it is not valid UTF-8' };
  }
}
