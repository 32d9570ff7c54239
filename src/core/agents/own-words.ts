import { hiddenOf, type ReviewBlock } from './comments.js';

/** Longest text that is read, in UTF-16 units; of a longer one its beginning and its end. */
const LONGEST = 65_536;

/** What the author of a text says, apart from what is shown as code, quoted, folded away or appended by a review bot. */
export interface OwnWords {
  readonly lines: readonly string[];
  /** HTML comments outside of code and quotes. */
  readonly comments: readonly string[];
}

/**
 * Reads a description or a message. A mark that someone quotes, shows as code or keeps in a fold is talk about an agent:
 * only what stands in the open is taken for its own.
 */
export function ownWords(text: string, blocks: readonly ReviewBlock[]): OwnWords {
  const { lines, comments } = openWords(text, blocks);
  return { lines: lines.map(withoutCodeSpans), comments };
}

/** The same with code that stands within a line. */
export function openWords(text: string, blocks: readonly ReviewBlock[]): OwnWords {
  const visible = withoutQuotes(withoutFences(inOneForm(text).split('\n'))).join('\n');
  const { open, comments } = hiddenOf(visible, blocks);
  return { lines: withoutFolds(open).split('\n'), comments };
}

/** One form for each character, no invisible ones, one kind of line end. */
export function inOneForm(text: string): string {
  const half = LONGEST / 2;
  const read = text.length <= LONGEST ? text : `${text.slice(0, half)}\n${text.slice(-half)}`;
  return read
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\r\n?/g, '\n');
}

function withoutFences(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  return lines.filter((line) => {
    const start = line.trimStart();
    const mark = /^(?:`{3,}|~{3,})/.exec(start)?.[0];
    if (fence !== undefined) {
      const ends = mark !== undefined && mark.startsWith(fence) && start.trimEnd() === mark;
      if (ends && isShallow(line)) fence = undefined;
      return false;
    }
    if (!isShallow(line) || isCodeInALine(start)) return true;
    fence = mark;
    return mark === undefined;
  });
}

/** Four columns in, it is code, and no fence. */
function isShallow(line: string): boolean {
  return !/^(?: {4}| {0,3}\t)/.test(line);
}

/** A fence of backticks has none of them behind it. */
function isCodeInALine(start: string): boolean {
  return /^`{3,}[^`]+`/.test(start);
}

/** Without quoted lines, the lines that go on with one, and indented code. */
function withoutQuotes(lines: readonly string[]): readonly string[] {
  let quoted = false;
  return lines.filter((line) => {
    quoted = /^ {0,3}>/.test(line) || (quoted && line.trim() !== '');
    return !quoted && !/^(?: {4}|\t)/.test(line);
  });
}

/** Without what stands between the tags of a fold, a quote or preformatted text; one that is not closed goes on to the end. */
function withoutFolds(text: string): string {
  const shown: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: tag, index } of text.matchAll(/<\/?(?:details|blockquote|pre)\b/gi)) {
    if (depth === 0) shown.push(text.slice(from, index));
    depth = Math.max(0, depth + (tag.startsWith('</') ? -1 : 1));
    from = index + tag.length;
  }
  if (depth === 0) shown.push(text.slice(from));
  return shown.join('\n');
}

function withoutCodeSpans(line: string): string {
  const parts = line.split('`');
  return parts.filter((_, at) => at % 2 === 0 || at === parts.length - 1).join('`');
}
