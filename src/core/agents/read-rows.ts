import { UserError } from '../errors.js';
import { readRow, type DescribedRow } from './example-row.js';

/** Mistakes that are listed; a file of another kind has one on every line. */
const MOST_MISTAKES = 100;

/** Rows of a JSON Lines file, empty lines left out; throws a UserError that names every line it cannot read. */
export function readRows(path: string, text: string): readonly DescribedRow[] {
  const read = text
    .split(/\r?\n/)
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => ({ number, row: readRow(line) }));
  const mistakes = read.flatMap(({ number, row }) => ('mistake' in row ? [`${path}:${number}: ${row.mistake}`] : []));
  if (mistakes.length === 0) return read.flatMap(({ row }) => ('mistake' in row ? [] : [row]));
  const more = mistakes.length - MOST_MISTAKES;
  throw new UserError(
    [...mistakes.slice(0, MOST_MISTAKES), ...(more > 0 ? [`and ${more} more lines`] : [])].join('\n'),
    {
      help: 'Each line is one pull request or commit as a JSON object: see docs/agents.md, "The format".',
    },
  );
}
