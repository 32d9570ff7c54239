import type { Row } from './case-row.js';
import { entriesOf } from './child.js';
import { excessOf } from './extent.js';

/** One JSON map a line: `id` is the case's name, the rest are its fields. Empty lines are skipped. */
export function jsonLinesCases(text: string): readonly Row[] {
  return text.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [rowOf(line, index + 1)]));
}

function rowOf(text: string, line: number): Row {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { kind: 'wrong', line, message: 'expected a JSON map on each line, with the name of the case as `id`' };
    }
    const excess = excessOf(value);
    if (excess !== undefined) return { kind: 'wrong', line, message: excess };
    const { id: name, ...fields } = Object.fromEntries(entriesOf(value));
    return { kind: 'case', line, name, fields };
  } catch (error) {
    return { kind: 'wrong', line, message: `not valid JSON: ${String(error).slice(0, 200)}` };
  }
}
