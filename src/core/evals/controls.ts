import type { Mistake } from '../errors.js';
import type { CaseInput } from './case-schema.js';
import { childOf } from './child.js';
import type { Control } from './eval.js';
import type { EvalInput } from './eval-schema.js';
import type { Finding } from './finding.js';
import { wrongFixture, type FindFixture } from './fixtures.js';
import { readPatch } from './read-patch.js';

/** What is wrong with the patches that an eval names, and with the cases that they are to break. */
export function controlMistakes(value: unknown, cases: Cases, find: FindFixture): Found {
  const written = childOf(value, 'must-fail');
  const known = knownCases(value, cases);
  const all = Array.isArray(written)
    ? written.map((one: unknown, index) => mistakesOfOne(one, ['must-fail', index], { known, find }))
    : [mistakesOfOne(written, ['must-fail'], { known, find })];
  return { findings: all.flatMap((it) => it.findings), mistakes: all.flatMap((it) => it.mistakes) };
}

type Cases = readonly (readonly [string, CaseInput])[];

interface Found {
  readonly findings: readonly Finding[];
  /** In the patches themselves. */
  readonly mistakes: readonly Mistake[];
}

interface Around {
  readonly known: readonly string[] | undefined;
  readonly find: FindFixture;
}

function mistakesOfOne(one: unknown, path: Finding['path'], { known, find }: Around): Found {
  const findings = unknownCases(childOf(one, 'cases'), [...path, 'cases'], known);
  const name = childOf(one, 'patch');
  if (typeof name !== 'string') return { findings, mistakes: [] };
  const fixture = find(name);
  if (fixture.kind === 'wrong')
    return { findings: [...findings, wrongFixture([...path, 'patch'], fixture)], mistakes: [] };
  const reading = readPatch(fixture.text);
  if (reading.kind === 'patch') return { findings, mistakes: [] };
  return { findings, mistakes: [{ path: fixture.path, line: reading.line, column: 1, message: reading.message }] };
}

/** A suite's tests and drawn cases are not known before they run. */
function knownCases(value: unknown, cases: Cases): readonly string[] | undefined {
  const open = ['suite', 'results', 'generate'].some((key) => childOf(value, key) !== undefined);
  return open ? undefined : cases.map(([name]) => name);
}

/** The controls of an eval that has no mistakes. */
export function resolveControls(input: EvalInput['must-fail'], find: FindFixture): readonly Control[] {
  const controls = input === undefined ? [] : Array.isArray(input) ? input : [input];
  return controls.map(({ patch, cases = [] }) => {
    const fixture = find(patch);
    const reading = fixture.kind === 'text' ? readPatch(fixture.text) : undefined;
    return { name: patch, files: reading?.kind === 'patch' ? reading.files : [], cases };
  });
}

function unknownCases(
  written: unknown,
  path: Finding['path'],
  known: readonly string[] | undefined,
): readonly Finding[] {
  if (known === undefined || !Array.isArray(written)) return [];
  return written.flatMap((name: unknown, index): readonly Finding[] => {
    if (typeof name !== 'string' || known.includes(name)) return [];
    const near = { name, candidates: () => known, otherwise: `, expected one of ${known.slice(0, 20).join(', ')}` };
    return [{ path: [...path, index], target: 'value', message: `\`${name.slice(0, 100)}\` is not a case here`, near }];
  });
}
