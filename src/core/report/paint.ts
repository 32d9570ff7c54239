import type { Line, Span } from './columns.js';

const RESET = '\u001b[0m';
const STYLES = {
  plain: '',
  bold: '\u001b[1m',
  dim: '\u001b[2m',
  code: '\u001b[36m',
  good: '\u001b[32m',
  bad: '\u001b[31m',
  unclear: '\u001b[33m',
} as const satisfies Record<Span['style'], string>;

/** The text of a line, with colours when asked for. The spaces at its end are left out. */
export function paint(line: Line, color: boolean): string {
  const last = line.findLastIndex(({ text }) => text.trimEnd() !== '');
  const spans = line
    .slice(0, last + 1)
    .map((span, at) => (at === last ? { ...span, text: span.text.trimEnd() } : span));
  if (!color) return spans.map(({ text }) => text).join('');
  return spans.map(({ text, style }) => (STYLES[style] === '' ? text : `${STYLES[style]}${text}${RESET}`)).join('');
}
