import stringWidth from 'string-width';

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A piece of a line and how it is drawn. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'dim' | 'code' | 'good' | 'bad' | 'unclear';
}

export type Line = readonly Span[];

/** ASCII and our own signs: the library makes its tables of emoji for the first text of another kind, which takes long. */
const PLAIN = /^[ -~…✓✗]*$/;

/** Columns on a terminal; most text is plain, and then they are its characters. */
function columnsOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

export function widthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** Breaks spans into lines of at most `width` columns, between words where it can. */
export function wrap(spans: Line, width: number): readonly Line[] {
  const lines: Line[] = [];
  let line: Span[] = [];
  let used = 0;
  for (const word of wordsOf(spans).flatMap((word) =>
    widthOf(trimmed(word)) > width ? chopSpans(word, width) : [word],
  )) {
    if (line.length > 0 && used + widthOf(trimmed(word)) > width) {
      lines.push(line);
      [line, used] = [[], 0];
    }
    line.push(...word);
    used += widthOf(word);
  }
  return [...lines, line];
}

/** The text, ending in `…` where it does not fit into `width` columns. */
export function cut(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  return `${chop(text, width - 1)[0] ?? ''}…`;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** Words with the space behind them. A word may run through several spans: a name and the comma after it. */
function wordsOf(spans: Line): readonly Line[] {
  const words: Span[][] = [[]];
  for (const { text, style } of spans) {
    for (const piece of text.split(/(?<= )/)) {
      words.at(-1)?.push({ text: piece, style });
      if (piece.endsWith(' ')) words.push([]);
    }
  }
  return words.filter((word) => word.length > 0);
}

function trimmed(word: Line): Line {
  return word.map((span, at) => (at === word.length - 1 ? { ...span, text: span.text.trimEnd() } : span));
}

function chopSpans(word: Line, width: number): readonly Line[] {
  return word.flatMap(({ text, style }) => chop(text, width).map((piece) => [{ text: piece, style }]));
}

function chop(text: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of SEGMENTS.segment(text)) {
    const wide = columnsOf(segment);
    if (used + wide > width && used > 0) {
      pieces.push(piece);
      [piece, used] = ['', 0];
    }
    piece += segment;
    used += wide;
  }
  return [...pieces, piece];
}
