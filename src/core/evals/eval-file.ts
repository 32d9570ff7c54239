import type { Mistake } from '../errors.js';
import type { CaseInput } from './case-schema.js';
import { readCaseFile } from './case-file.js';
import { childOf, entriesOf } from './child.js';
import { controlMistakes } from './controls.js';
import { EvalFields, type EvalInput } from './eval-schema.js';
import { mistakesOf, type Finding } from './finding.js';
import { fixtureFindings, wrongFixture, type FindFixture } from './fixtures.js';
import { kindFindings } from './kind-findings.js';
import { schemaFindings } from './schema-findings.js';
import { shellArgsFindings } from './shell-args.js';
import type { Document } from './yaml.js';

/** One eval file with what was found in it; `fields` is absent when it cannot be used. */
export interface EvalFile {
  readonly id: string;
  readonly document: Document;
  readonly fields: EvalInput | undefined;
  readonly cases: readonly (readonly [string, CaseInput])[];
  readonly find: FindFixture;
  readonly mistakes: readonly Mistake[];
}

/** Checks an eval file by itself, with the files it names. */
export function checkEvalFile(id: string, document: Document, find: FindFixture): EvalFile {
  const { value } = document;
  const parsed = EvalFields.safeParse(value);
  const { cases, mistakes, findings } = casesOf(childOf(value, 'cases'), parsed.data, find);
  const controls = controlMistakes(value, cases, find);
  const own = [
    ...schemaFindings(parsed.error?.issues ?? [], value),
    ...kindFindings(value),
    ...shellArgsFindings(parsed.data?.run, cases),
    ...findings,
    ...controls.findings,
  ];
  return {
    id,
    document,
    fields: parsed.data,
    cases,
    find,
    mistakes: [...mistakesOf(document, own), ...mistakes, ...controls.mistakes],
  };
}

function casesOf(written: unknown, fields: EvalInput | undefined, find: FindFixture): LoadedCases {
  const from = childOf(written, 'from');
  if (typeof from === 'string') return casesFrom(from, find);
  const findings = entriesOf(written).flatMap(([name, one]) => fixtureFindings(one, ['cases', name], find));
  return { cases: casesIn(fields), mistakes: [], findings };
}

interface LoadedCases {
  readonly cases: EvalFile['cases'];
  readonly mistakes: readonly Mistake[];
  readonly findings: readonly Finding[];
}

function casesFrom(name: string, find: FindFixture): LoadedCases {
  const fixture = find(name);
  if (fixture.kind === 'text') return { ...readCaseFile(fixture.path, fixture.text, find), findings: [] };
  return { cases: [], mistakes: [], findings: [wrongFixture(['cases', 'from'], fixture)] };
}

/** A command without cases is one case, unless its cases are drawn. */
function casesIn(fields: EvalInput | undefined): EvalFile['cases'] {
  if (fields === undefined || fields.suite !== undefined || fields.results !== undefined) return [];
  if (fields.cases === undefined) return fields.generate === undefined ? [['run', {}]] : [];
  return typeof fields.cases.from === 'string' ? [] : Object.entries(fields.cases);
}
