import { parse } from 'csv-parse/sync';
import { MAX_CASES, type Row } from './case-row.js';
import { suggest } from './close-name.js';
import { splitWords } from './words.js';

/** How the text of a cell becomes the field of a case. */
const COLUMNS: Readonly<Record<string, (cell: string) => unknown>> = {
  title: (cell) => cell,
  args: (cell) => (cell.trimStart().startsWith('[') ? jsonOr(cell) : splitWords(cell)),
  stdin: (cell) => cell,
  timeout: (cell) => (/^[\d.]+$/.test(cell) ? Number(cell) : cell),
  exit: (cell) => jsonOr(cell),
  stdout: gradersOf,
  stderr: gradersOf,
};
const NAMES = ['case', 'id'];
const MAX_COLUMNS = 50;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A header row, then one case a row; the columns are described in the schema of `cases`. */
export function csvCases(text: string): readonly Row[] {
  const lines = linesOf(text);
  if ('kind' in lines) return [lines];
  const [header, ...rows] = lines;
  const columns = header?.cells.map((cell) => cell.trim()) ?? [];
  if (columns.length > MAX_COLUMNS)
    return [{ kind: 'wrong', line: 1, message: `expected at most ${MAX_COLUMNS} columns` }];
  const wrong = headerMistakes(columns);
  return wrong.length > 0 ? wrong : rows.map((row) => rowOf(row, columns));
}

function headerMistakes(columns: readonly string[]): readonly Row[] {
  const known = [...NAMES, ...Object.keys(COLUMNS)];
  const messages = columns.flatMap((column, index) => {
    if (!known.includes(column))
      return [`\`${column}\` is not a column${suggest(column, known) || `, expected one of ${known.join(', ')}`}`];
    return columns.indexOf(column) < index ? [`the column \`${column}\` stands twice`] : [];
  });
  const named = columns.filter((column) => NAMES.includes(column)).length;
  if (named !== 1) messages.push('expected a header row with one column `case` for the names');
  return messages.map((message) => ({ kind: 'wrong', line: 1, message }));
}

function rowOf({ line, cells }: Line, columns: readonly string[]): Row {
  let name: unknown;
  const fields: Record<string, unknown> = {};
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    if (NAMES.includes(column)) name = cell.trim();
    else if (cell !== '') fields[column] = COLUMNS[column]?.(cell);
  });
  return { kind: 'case', line, name, fields };
}

function linesOf(text: string): readonly Line[] | Row {
  const lines: Line[] = [];
  let returns = 0;
  try {
    parse(text, {
      skip_empty_lines: true,
      to: MAX_CASES + 2,
      on_record: (cells: string[], context) => {
        // The parser tells the line on which a record ends, and takes a carriage return in a quoted cell for a line.
        const quoted = cells.join('');
        returns += quoted.split('\r').length - 1;
        const inside = quoted.split('\n').length - 1;
        lines.push({ line: context.lines - returns - inside, cells });
        return null;
      },
    });
    return lines;
  } catch (error) {
    const line = /line (\d+)/.exec(String(error))?.[1] ?? '1';
    return {
      kind: 'wrong',
      line: Number(line),
      message: `not valid CSV: ${String(error)
        .replace(/^Error: /, '')
        .slice(0, 200)}`,
    };
  }
}

/** A stream's cell is a JSON map of graders, or a line that must be equal. */
function gradersOf(cell: string): unknown {
  if (cell.trimStart().startsWith('{')) return jsonOr(cell);
  return cell.endsWith('\n') ? cell : `${cell}\n`;
}

/** The JSON value of a cell, or its text: the schema then says what it expected. */
function jsonOr(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell.trim();
  }
}
