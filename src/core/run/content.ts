import type { Content } from './trial.js';

export const EMPTY: Content = { encoding: 'utf8', data: '', size: 0, complete: true };

/** A content from text, for tests and for what we write ourselves. */
export function contentOf(text: string): Content {
  return { encoding: 'utf8', data: text, size: Buffer.byteLength(text), complete: true };
}

/** The text of a content; bytes that are not UTF-8 are shown as U+FFFD. */
export function textOf(content: Content): string {
  return content.encoding === 'utf8' ? content.data : Buffer.from(content.data, 'base64').toString('utf8');
}
