import { isPlain, pieceOf } from './unseen.js';

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

/** What a build service takes for a command at the beginning of a line: `::set-output …`. */
const COMMAND_LINE = /^(\s*):(?=:)/;

/** One line without any character that hides, reorders or breaks: `\x1b`, `\u202e`, `\n` are written out. */
export function visible(text: string, columns: number, tabs: Tabs = 'escaped'): string {
  if (text.length <= columns && isPlain(text)) return text;
  let shown = '';
  let taken = 0;
  for (const character of text) {
    const piece = character === '\t' && tabs === 'kept' ? character : pieceOf(character, shown);
    if (shown.length + piece.length > columns) return `${shown}… (${text.length - taken} more characters)`;
    shown += piece;
    taken += character.length;
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
    shown.push(inertLine(visible(text.slice(start, end === -1 ? text.length : end), caps.columns, tabs)));
    start = end === -1 ? text.length : end + 1;
  }
  return shown;
}

/** The lines of a block of code. A command that does not fit is left out whole: the rest of it would be another one. */
export function blockLines(
  { text, language, caps }: { readonly text: string; readonly language: Language; readonly caps: Caps },
  tabs: Tabs = language === 'diff' ? 'escaped' : 'kept',
): readonly string[] {
  if (language !== 'sh') return visibleLines(text, caps, tabs);
  const lines = text.replace(/\n$/, '').split('\n');
  const shown = lines.slice(0, caps.lines).map((line) => (line.length > caps.columns ? leftOut(line.length) : line));
  const rest = lines.length - shown.length;
  const all = [...shown, ...(rest > 0 ? [`# … ${counted(rest, 'more line')}`] : [])];
  return all.map((line) => inertLine(visible(line, Infinity, tabs)));
}

/** A line that no build service takes for a command, whatever is indented or wrapped in front of it. */
export function inertLine(shown: string): string {
  return shown.replace(COMMAND_LINE, '$1\\x3a');
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
  const lines = blockLines({ text, language, caps });
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

function leftOut(length: number): string {
  return `# left out here: a command of ${length} characters`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
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
