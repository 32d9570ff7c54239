import { rowCases, type CasesReading } from './case-file.js';
import { jsonLinesCases } from './case-json-lines.js';
import type { Row } from './case-row.js';
import type { Case, CommandEval, Generate } from './eval.js';
import { mistakesOf } from './finding.js';
import type { FindFixture } from './fixtures.js';
import { resolveCase } from './resolve-case.js';
import { shellArgsFindings } from './shell-args.js';

/** UTF-16 units of a property: it stands in a sentence. */
const MAX_PROPERTY = 200;

export type Drawing =
  | { readonly kind: 'drawn'; readonly cases: readonly Case[] }
  /** Every mistake with its line: "line 3: …". */
  | { readonly kind: 'wrong'; readonly mistakes: readonly string[] };

/** What a generator's output is read beside. */
export interface DrawnFor {
  readonly one: CommandEval;
  readonly generate: Generate;
  /** Whether an id is that of another eval. */
  readonly isEval: (id: string) => boolean;
}

/**
 * The cases that a generator printed, one a line as JSON: a case's fields, `id` (default `g1`, `g2`, …) and `property`. Lines
 * beyond the count are not used. Names of hidden cases are always the default ones, so that a name tells nothing.
 */
export function readDrawn(text: string, about: DrawnFor): Drawing {
  const { one, generate } = about;
  const rows = jsonLinesCases(text).slice(0, generate.count);
  if (rows.length < generate.count) return wrong([`it printed ${cases(rows.length)}, expected ${generate.count}`]);
  const read = rows.map((row, index) => rowOf(row, index, generate));
  const reading = rowCases('', read, NO_FILES);
  const mistakes = [...taken(reading, about), ...droppedArgs(reading, one)];
  const lines = reading.mistakes.map(({ line, message }) => `line ${line}: ${message}`);
  if (lines.length + mistakes.length > 0) return wrong([...lines, ...mistakes]);
  return {
    kind: 'drawn',
    cases: reading.cases.map((input, index) => {
      const property = propertyOf(rows[index]);
      const drawn = { hidden: generate.hidden, ...(property !== undefined && { property }) };
      return { ...resolveCase(input, { ...one, find: NO_FILES }), drawn };
    }),
  };
}

/** A drawn case stands by itself: the file that it names may not be there when it is drawn again. */
const NO_FILES: FindFixture = (name) => ({
  kind: 'wrong',
  message: `\`${name.slice(0, 100)}\` is a file, expected its text: a drawn case names none`,
});

function rowOf(row: Row, index: number, { hidden }: Generate): Row {
  if (row.kind === 'wrong') return row;
  const { property, ...fields } = row.fields;
  const isGood = property === undefined || (typeof property === 'string' && property.length <= MAX_PROPERTY);
  const message = `\`property\`: expected a text of at most ${MAX_PROPERTY} characters`;
  if (!isGood) return { kind: 'wrong', line: row.line, message };
  return { ...row, name: hidden ? `g${index + 1}` : (row.name ?? `g${index + 1}`), fields };
}

function propertyOf(row: Row | undefined): string | undefined {
  if (row?.kind !== 'case') return undefined;
  const { property } = row.fields;
  return typeof property === 'string' && property.trim() !== '' ? property : undefined;
}

function taken(reading: CasesReading, { one, isEval }: DrawnFor): readonly string[] {
  const written = new Set(one.cases.map(({ name }) => name));
  return reading.cases.flatMap(([name]) => {
    if (written.has(name)) return [`the case \`${name}\` stands in ${one.path} too, expected a different name`];
    return isEval(`${one.id}/${name}`) ? [`the case \`${name}\` has the id of another eval file`] : [];
  });
}

function droppedArgs(reading: CasesReading, { run }: CommandEval): readonly string[] {
  const findings = shellArgsFindings(run.kind === 'shell' ? run.script : undefined, reading.cases);
  const document = { path: '', value: undefined, place: () => ({ line: 1, column: 1 }) };
  return mistakesOf(document, findings).map(({ message }) => message);
}

function wrong(mistakes: readonly string[]): Drawing {
  return { kind: 'wrong', mistakes };
}

function cases(count: number): string {
  return count === 1 ? '1 case' : `${count} cases`;
}
