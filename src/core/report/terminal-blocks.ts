import { cut, pad, widthOf, wrap, type Line, type Span } from './columns.js';
import { flatten, type Block, type Fact, type Inline, type Mark, type Sentence } from './document.js';
import { paint } from './paint.js';
import { blockLines, inertLine, visible } from './verbatim.js';

const MARKS = { good: '✓', bad: '✗', unclear: '?' } as const satisfies Record<Mark, string>;
const INDENT = '  ';

interface Terminal {
  readonly color: boolean;
  readonly width: number;
}

/** Lines of some blocks, with an empty one between two blocks. */
export function terminalOf(blocks: readonly Block[], terminal: Terminal): readonly string[] {
  return blocks.flatMap((block, at) => [...(at > 0 ? [''] : []), ...linesOf(block, terminal)]);
}

function linesOf(block: Block, terminal: Terminal): readonly string[] {
  switch (block.kind) {
    case 'answer': {
      const answer: Line = [{ text: `${MARKS[block.mark]} `, style: block.mark }, ...spansOf(block.words, 'bold')];
      return wrapped(answer, terminal);
    }
    case 'heading':
      return wrapped(spansOf(block.words, 'bold'), terminal);
    case 'paragraph':
      return wrapped(spansOf(block.words), terminal);
    case 'footer':
      return wrapped(spansOf(block.words, 'dim'), terminal);
    case 'facts':
      return factLines(block.facts, terminal);
    case 'steps':
      return block.steps.flatMap((step, at) =>
        hanging({ text: `${at + 1}. `, style: 'plain' }, spansOf(step), terminal),
      );
    case 'table':
      return tableLines([block.head, ...block.rows], terminal);
    case 'code':
      return codeLines(block, terminal);
    case 'fold': {
      const inner = terminalOf(block.blocks, { ...terminal, width: terminal.width - INDENT.length });
      return [
        ...wrapped(spansOf(block.title, 'bold'), terminal),
        ...inner.map((line) => (line === '' ? line : INDENT + line)),
      ];
    }
  }
}

function factLines(facts: readonly Fact[], terminal: Terminal): readonly string[] {
  const labels = facts.map(({ label }) => flatten(label, visible));
  const widest = Math.max(...labels.map((label) => widthOf([{ text: label, style: 'dim' }])));
  const room = Math.min(widest, Math.floor(terminal.width / 3));
  return facts.flatMap(({ words }, at) => {
    const label = pad(cut(labels[at] ?? '', room), room);
    return hanging({ text: `${label}  `, style: 'dim' }, spansOf(words), terminal);
  });
}

/** A first column, and the words beside it, also from their second line on. */
function hanging(first: Span, words: Line, terminal: Terminal): readonly string[] {
  const room = widthOf([first]);
  return wrap(words, terminal.width - room).map((line, at) =>
    drawn([at === 0 ? first : { text: ' '.repeat(room), style: 'plain' }, ...line], terminal),
  );
}

/** Columns as wide as their widest cell; where they do not all fit, the widest are narrowed and their text is wrapped. */
function tableLines(rows: readonly (readonly Sentence[])[], terminal: Terminal): readonly string[] {
  const cells = rows.map((row) => row.map((cell) => spansOf(cell)));
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? []))));
  const fitted = fitColumns(widths, terminal.width);
  return cells.flatMap((row, at) => {
    const columns = row.map((cell, column) => wrap(cell, fitted[column] ?? 1));
    const height = Math.max(...columns.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      drawn(
        columns.flatMap((lines, column) => filled(lines[line] ?? [], { width: fitted[column] ?? 1, isHead: at === 0 })),
        terminal,
      ),
    );
  });
}

/** A cell's line, padded to its column and the gap behind it. */
function filled(line: Line, { width, isHead }: { readonly width: number; readonly isHead: boolean }): Line {
  const spans: Line = isHead ? line.map(({ text }) => ({ text, style: 'dim' })) : line;
  return [...spans, { text: ' '.repeat(Math.max(0, width - widthOf(line))) + INDENT, style: 'plain' }];
}

function fitColumns(widths: readonly number[], width: number): readonly number[] {
  const gaps = (widths.length - 1) * INDENT.length;
  const fitted = [...widths];
  for (let over = fitted.reduce((sum, one) => sum + one, gaps) - width; over > 0; over--) {
    const widest = fitted.indexOf(Math.max(...fitted));
    fitted[widest] = Math.max(1, (fitted[widest] ?? 1) - 1);
  }
  return fitted;
}

/** Commands stay whole, so that they can be copied. */
function codeLines(block: Block & { kind: 'code' }, terminal: Terminal): readonly string[] {
  const { language } = block;
  const room = terminal.width - INDENT.length;
  return blockLines(block, 'escaped').map((line) => {
    if (language === 'sh') return drawn([{ text: INDENT + line, style: 'code' }], terminal);
    const style = language === 'diff' ? diffStyle(line) : 'plain';
    return drawn([{ text: INDENT + cut(line, room), style }], terminal);
  });
}

function diffStyle(line: string): Span['style'] {
  if (line.startsWith('-')) return 'good';
  if (line.startsWith('+')) return 'bad';
  return line.startsWith('@@') ? 'dim' : 'plain';
}

function wrapped(spans: Line, terminal: Terminal): readonly string[] {
  return wrap(spans, terminal.width).map((line) => drawn(line, terminal));
}

function drawn(line: Line, { color }: Terminal): string {
  return paint(inert(line), color);
}

/** Wrapping may bring what looks like a command to the beginning of a line. */
function inert(line: Line): Line {
  const first = line.findIndex(({ text }) => text.trim() !== '');
  const [span, next] = [line[first], line[first + 1]];
  if (span === undefined) return line;
  const follows = span.text.trimStart() === ':' && next !== undefined;
  const text = follows ? inertLine(`${span.text}${next.text}`).slice(0, -next.text.length) : inertLine(span.text);
  return line.with(first, { ...span, text });
}

function spansOf(words: Sentence, plain: 'plain' | 'bold' | 'dim' = 'plain'): Line {
  return words.map((one) => spanOf(one, plain));
}

function spanOf(one: Inline, plain: 'plain' | 'bold' | 'dim'): Span {
  switch (one.kind) {
    case 'words':
      return { text: one.text, style: plain };
    case 'code':
    case 'link':
      return { text: visible(one.text, one.columns), style: plain === 'plain' ? 'code' : plain };
  }
}
