import type { z } from 'zod';
import type { Mistake } from '../errors.js';
import { CaseFields, CaseMap, type CaseInput } from './case-schema.js';
import { MAX_EVAL_BYTES } from './blobs.js';
import { csvCases } from './case-csv.js';
import { jsonLinesCases } from './case-json-lines.js';
import { MAX_CASES, type Row } from './case-row.js';
import { entriesOf } from './child.js';
import { MAX_PER_FILE, mistakesOf, type Finding } from './finding.js';
import { fixtureFindings, type FindFixture } from './fixtures.js';
import { schemaFindings } from './schema-findings.js';
import { NAME_PATTERN } from './values-schema.js';
import { readYaml, type Document } from './yaml.js';

export interface CasesReading {
  readonly cases: readonly (readonly [string, CaseInput])[];
  readonly mistakes: readonly Mistake[];
}

/** Reads a file of cases by its ending; every mistake carries the place in that file. */
export function readCaseFile(path: string, text: string, find: FindFixture): CasesReading {
  if (text.length > MAX_EVAL_BYTES) return refused(path, 'the file of cases is larger than 1 MiB, expected less');
  if (/\.ya?ml$/.test(path)) return yamlCases(path, text, find);
  if (path.endsWith('.csv')) return rowCases(path, csvCases(text), find);
  if (/\.(jsonl|ndjson)$/.test(path)) return rowCases(path, jsonLinesCases(text), find);
  return refused(path, 'expected a file of cases: `.csv`, `.jsonl` or `.yml`');
}

function yamlCases(path: string, text: string, find: FindFixture): CasesReading {
  const reading = readYaml(path, text);
  if (reading.kind === 'unreadable')
    return { cases: [], mistakes: [{ path, ...reading.place, message: reading.message }] };
  const { value } = reading.document;
  const parsed = CaseMap.safeParse(value);
  const fixtures = entriesOf(value).flatMap(([name, one]) => fixtureFindings(one, [name], find));
  const mistakes = mistakesOf(reading.document, [...schemaFindings(issuesOf(parsed), value), ...fixtures]);
  return { cases: Object.entries(parsed.data ?? {}), mistakes };
}

/** One case of each row; every mistake carries its line. */
export function rowCases(path: string, rows: readonly Row[], find: FindFixture): CasesReading {
  if (rows.length > MAX_CASES) return refused(path, `the file holds more than ${MAX_CASES} cases, expected fewer`);
  if (rows.length === 0) return refused(path, 'the file holds no case, expected at least one');
  const seen = new Map<string, number>();
  const read = rows.map((row): CasesReading => {
    const { line } = row;
    const document: Document = { path, value: undefined, place: () => ({ line, column: 1 }) };
    if (row.kind === 'wrong') return { cases: [], mistakes: mistakesOf(document, [rowFinding(row.message)]) };
    const parsed = CaseFields.safeParse(row.fields);
    const findings = [
      ...nameFindings(row.name, seen, line),
      ...schemaFindings(issuesOf(parsed), row.fields),
      ...fixtureFindings(row.fields, [], find),
    ];
    return {
      cases: parsed.data === undefined ? [] : [[String(row.name), parsed.data]],
      mistakes: mistakesOf(document, findings),
    };
  });
  const mistakes = read.flatMap((one) => one.mistakes).slice(0, MAX_PER_FILE);
  return { cases: read.flatMap((one) => one.cases), mistakes };
}

function refused(path: string, message: string): CasesReading {
  return { cases: [], mistakes: [{ path, line: 1, column: 1, message }] };
}

function nameFindings(name: unknown, seen: Map<string, number>, line: number): readonly Finding[] {
  if (typeof name !== 'string' || !NAME_PATTERN.test(name)) {
    return [rowFinding('the case has no good name, expected `id` of lower-case letters, digits and `-`')];
  }
  const before = seen.get(name);
  if (before !== undefined) return [rowFinding(`the case \`${name}\` stands on line ${before} too, expected once`)];
  seen.set(name, line);
  return [];
}

function rowFinding(message: string): Finding {
  return { path: [], target: 'value', message };
}

function issuesOf(parsed: z.ZodSafeParseResult<unknown>): readonly z.core.$ZodIssue[] {
  return parsed.error?.issues ?? [];
}
