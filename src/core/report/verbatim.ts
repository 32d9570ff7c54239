/**
 * The one place where text that we did not write becomes part of a report. It is shown, never obeyed: whatever cannot be
 * seen is written as an escape, whatever is too long is cut and says so, and in Markdown it always stands inside of code.
 */
export interface Caps {
  readonly lines: number;
  /** Longest line, in UTF-16 units of what is shown. */
  readonly columns: number;
}

/** What a block of code is, as far as highlighting goes. */
export type Language = 'sh' | 'diff' | 'text';

type Tabs = 'kept' | 'escaped';

const PRINTABLE_ASCII = /^[ -~]*$/;
const UNSEEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
const NAMED_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** One line without any character that hides, reorders or breaks: `\x1b`, `\u202e`, `\n` are written out. */
export function visible(text: string, columns: number, tabs: Tabs = 'escaped'): string {
  if (text.length <= columns && PRINTABLE_ASCII.test(text)) return text;
  let shown = '';
  let taken = 0;
  let before = '';
  for (const character of text) {
    const piece = character === '\t' && tabs === 'kept' ? character : escapeUnseen(character, before);
    if (shown.length + piece.length > columns) return `${shown}… (${text.length - taken} more characters)`;
    shown += piece;
    taken += character.length;
    before = character;
  }
  return shown;
}

/** The lines of a text, each made visible. A last line says how many were left out. */
export function visibleLines(text: string, caps: Caps, tabs: Tabs = 'escaped'): readonly string[] {
  const shown: string[] = [];
  let start = 0;
  while (start < text.length) {
    if (shown.length === caps.lines) return [...shown, `… ${counted(linesFrom(text, start), 'more line')}`];
    const end = text.indexOf('\n', start);
    shown.push(visible(text.slice(start, end === -1 ? text.length : end), caps.columns, tabs));
    start = end === -1 ? text.length : end + 1;
  }
  return shown;
}

/** A Markdown code span on one line, with more backticks around it than it has inside. */
export function codeSpan(text: string, columns: number): string {
  const shown = visible(text, columns) || '(empty)';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** A code span that cannot end its table cell. */
export function codeCell(text: string, columns: number): string {
  return codeSpan(text, columns).replaceAll(/\\?\|/g, (pipe) => (pipe === '|' ? '\\|' : '\\\\x7c'));
}

/** A Markdown code block whose fence is longer than any run of backticks inside. */
export function fence(text: string, language: Language, caps: Caps): string {
  const lines = visibleLines(text, caps, tabsIn(language));
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${ticks}${language}`, ...lines, ticks].join('\n');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** For text that is already visible: safe as content and as an attribute of HTML and XML. */
export function escapeMarkup(shown: string): string {
  return shown.replaceAll(/[&<>"']/g, (character) => ENTITIES.get(character) ?? '');
}

/** Several lines for places without any markup: annotations, attributes. */
export function plain(text: string, caps: Caps): string {
  return visibleLines(text, caps).join('\n');
}

/** In a difference a tab must not look like spaces. */
export function tabsIn(language: Language): Tabs {
  return language === 'diff' ? 'escaped' : 'kept';
}

function escapeUnseen(character: string, before: string): string {
  if (character === ' ' || !UNSEEN.test(character)) return character;
  if (character === '\ufe0f' && PICTURE.test(before)) return character;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code > 0xffff) return `\\u{${digits}}`;
  return (
    NAMED_ESCAPES.get(character) ?? (code > 0xff ? `\\u${digits.padStart(4, '0')}` : `\\x${digits.padStart(2, '0')}`)
  );
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function linesFrom(text: string, start: number): number {
  let count = 0;
  for (let at = start; at !== -1 && at < text.length; count++) {
    const end = text.indexOf('\n', at);
    at = end === -1 ? -1 : end + 1;
  }
  return count;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
