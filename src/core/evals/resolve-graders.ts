import type { CaseInput } from './case-schema.js';
import type { FindFixture } from './fixtures.js';
import type { CaseGraders, ExitGrader, Ignore, JudgeGrader, TextGrader } from './graders.js';
import { tidyPath } from './paths.js';
import { resolveJudge } from './resolve-judge.js';
import { jsonMatchers } from './resolve-matchers.js';

type GradersInput = NonNullable<CaseInput['stdout']>;

interface Around {
  readonly find: FindFixture;
  /** The eval's judge, for cases that name none. */
  readonly judge?: JudgeGrader;
}

/** The graders of a checked case, with the text of its snapshots. */
export function resolveGraders(input: CaseInput, { find, judge: whole }: Around): CaseGraders {
  const judge = input.judge === undefined ? whole : resolveJudge(input.judge);
  const asBase = input['same-as-base'];
  const untouched: readonly TextGrader[] = asBase === undefined ? [] : [sameAsBase(asBase)];
  const stream = (graders: GradersInput | undefined): readonly TextGrader[] =>
    graders === undefined ? untouched : textGraders(graders, find);
  return {
    exit: exitGrader(input.exit ?? (asBase === undefined ? 0 : 'same-as-base')),
    stdout: stream(input.stdout),
    stderr: stream(input.stderr),
    files: Object.entries(input['output-files'] ?? {}).map(([path, graders]) => ({
      path: tidyPath(path),
      graders: textGraders(graders, find),
    })),
    ...(input.script === undefined ? {} : { script: { argv: input.script } }),
    ...(judge === undefined ? {} : { judge }),
  };
}

function exitGrader(input: NonNullable<CaseInput['exit']>): ExitGrader {
  if (typeof input === 'string') return { kind: input };
  return { kind: 'codes', codes: typeof input === 'number' ? [input] : input };
}

function textGraders(input: GradersInput, find: FindFixture): readonly TextGrader[] {
  if (typeof input === 'string') return [{ kind: 'equals', value: input }];
  const graders: TextGrader[] = [];
  const { equals, contains, matches, json, snapshot } = input;
  if (equals !== undefined) graders.push({ kind: 'equals', value: equals });
  if (contains !== undefined) graders.push({ kind: 'contains', values: [contains].flat() });
  const not = input['not-contains'];
  if (not !== undefined) graders.push({ kind: 'not-contains', values: [not].flat() });
  if (matches !== undefined) graders.push({ kind: 'matches', pattern: matches });
  if (json !== undefined)
    graders.push({
      kind: 'json',
      checks: Object.entries(json).map(([path, value]) => ({ path, matchers: jsonMatchers(value) })),
    });
  if (snapshot !== undefined) graders.push(snapshotGrader(snapshot, find));
  return [...graders, ...wholeGraders(input)];
}

/** Graders that need nothing else. */
function wholeGraders(input: Exclude<GradersInput, string>): readonly TextGrader[] {
  const schema = input['json-schema'];
  const asBase = input['same-as-base'];
  return [
    ...(schema === undefined ? [] : [{ kind: 'json-schema', schema } as const]),
    ...(asBase === undefined ? [] : [sameAsBase(asBase)]),
  ];
}

function snapshotGrader(file: string, find: FindFixture): TextGrader {
  const fixture = find(file);
  return fixture.kind === 'text'
    ? { kind: 'snapshot', file: fixture.path, content: fixture.text }
    : { kind: 'snapshot', file, content: '' };
}

function sameAsBase(input: true | { readonly ignore: Ignore }): TextGrader {
  return { kind: 'same-as-base', ignore: input === true ? [] : input.ignore };
}
