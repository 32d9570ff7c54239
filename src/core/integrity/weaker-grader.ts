import type { CaseGraders, ExitGrader, JsonMatcher, JudgeGrader, TextGrader } from '../evals/graders.js';

/** A grader, or a part of one, that asks less than it did. */
export interface Loosened {
  /** `stdout`, `exit`, `stdout $.year`. */
  readonly of: string;
  readonly was: string;
  readonly is: string;
}

/** What a case's graders on head ask less than on base. */
export function weakerGraders(base: CaseGraders, head: CaseGraders): readonly Loosened[] {
  const files = new Map(head.files.map(({ path, graders }) => [path, graders]));
  return [
    ...weakerExit(base.exit, head.exit),
    ...weakerTexts('stdout', base.stdout, head.stdout),
    ...weakerTexts('stderr', base.stderr, head.stderr),
    ...base.files.flatMap(({ path, graders }) => weakerTexts(`output file ${path}`, graders, files.get(path) ?? [])),
    ...weakerScript(base, head),
    ...weakerJudge(base.judge, head.judge),
  ];
}

function weakerExit(base: ExitGrader, head: ExitGrader): readonly Loosened[] {
  const lost = allowed(head).some((code) => !allowed(base).includes(code));
  return lost ? [{ of: 'exit', was: exitWords(base), is: exitWords(head) }] : [];
}

/** Codes stand for themselves; `others` for all that are not named. */
function allowed(exit: ExitGrader): readonly (number | 'others' | 'as-base')[] {
  switch (exit.kind) {
    case 'codes':
      return exit.codes;
    case 'nonzero':
      return [...SOME.slice(1), 'others'];
    case 'any':
      return [...SOME, 'others'];
    case 'same-as-base':
      return ['as-base'];
  }
}

const SOME: readonly number[] = Array.from({ length: 256 }, (_, code) => code);

function exitWords(exit: ExitGrader): string {
  return exit.kind === 'codes' ? exit.codes.join(' or ') : exit.kind;
}

function weakerScript(base: CaseGraders, head: CaseGraders): readonly Loosened[] {
  if (base.script === undefined || head.script !== undefined) return [];
  return [{ of: 'script', was: base.script.argv.join(' '), is: 'gone' }];
}

/** Two rubrics or two models cannot be weighed against each other: that they differ is told. */
function weakerJudge(was: JudgeGrader | undefined, is: JudgeGrader | undefined): readonly Loosened[] {
  if (was === undefined) return [];
  if (is === undefined) return [{ of: 'judge', was: was.rubric, is: 'gone' }];
  return [
    ...(was.rubric === is.rubric ? [] : [{ of: 'judge rubric', was: was.rubric, is: is.rubric }]),
    ...(was.model === is.model ? [] : [{ of: 'judge model', was: was.model, is: is.model }]),
    ...(asksAsMuchOfScore(was.how, is.how) ? [] : [{ of: 'judge', was: howWords(was.how), is: howWords(is.how) }]),
  ];
}

function asksAsMuchOfScore(was: JudgeGrader['how'], is: JudgeGrader['how']): boolean {
  if (was.kind === 'score' && is.kind === 'score') return is.passAt >= was.passAt;
  return was.kind === is.kind;
}

function howWords(how: JudgeGrader['how']): string {
  return how.kind === 'score' ? `pass-at ${how.passAt}` : 'compare';
}

/** A grader that is gone asks less, unless the text is now compared as a whole. */
function weakerTexts(of: string, base: readonly TextGrader[], head: readonly TextGrader[]): readonly Loosened[] {
  const kept = new Set(head.map((one) => JSON.stringify(one)));
  if (head.some(({ kind }) => kind === 'equals' || kind === 'snapshot')) return [];
  return base.flatMap((was): readonly Loosened[] => {
    if (kept.has(JSON.stringify(was))) return [];
    const is = head.find(({ kind }) => kind === was.kind);
    if (is === undefined) return [{ of, was: words(was), is: head.map(words).join(', ') || 'not looked at' }];
    return weakerText(of, was, is);
  });
}

function weakerText(of: string, was: TextGrader, is: TextGrader): readonly Loosened[] {
  if (was.kind === 'json' && is.kind === 'json') return weakerJson(of, was.checks, is.checks);
  return asksAsMuchOfText(was, is) ? [] : [{ of, was: words(was), is: words(is) }];
}

/** Two patterns or two schemas cannot be weighed against each other: that they differ is told. */
function asksAsMuchOfText(was: TextGrader, is: TextGrader): boolean {
  if (was.kind === 'contains' && is.kind === 'contains') return coversAll(was.values, is.values);
  if (was.kind === 'not-contains' && is.kind === 'not-contains') return isPartOf(was.values, is.values);
  if (was.kind === 'same-as-base' && is.kind === 'same-as-base') return isPartOf(is.ignore, was.ignore);
  return was.kind !== 'matches' && was.kind !== 'json-schema';
}

function isPartOf(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

function coversAll(was: readonly string[], is: readonly string[]): boolean {
  return was.every((value) => is.some((other) => other.includes(value)));
}

type Checks = Extract<TextGrader, { kind: 'json' }>['checks'];

function weakerJson(of: string, base: Checks, head: Checks): readonly Loosened[] {
  const after = new Map(head.map(({ path, matchers }) => [path, matchers]));
  return base.flatMap(({ path, matchers }) => {
    const is = after.get(path) ?? [];
    const lost = matchers.filter((one) => !is.some((other) => asksAsMuch(one, other)));
    return lost.length === 0
      ? []
      : [
          {
            of: `${of} ${path}`,
            was: lost.map(matcherWords).join(', '),
            is: is.map(matcherWords).join(', ') || 'not looked at',
          },
        ];
  });
}

function asksAsMuch(was: JsonMatcher, is: JsonMatcher): boolean {
  if (is.kind === 'equals') return true;
  if (was.kind !== is.kind) return false;
  if (was.kind === 'at-least' && is.kind === 'at-least') return is.value >= was.value;
  if (was.kind === 'at-most' && is.kind === 'at-most') return is.value <= was.value;
  return JSON.stringify(was) === JSON.stringify(is);
}

function matcherWords(one: JsonMatcher): string {
  return one.kind === 'matches' ? `matches ${one.pattern}` : `${one.kind} ${JSON.stringify(one.value)}`;
}

function words(grader: TextGrader): string {
  switch (grader.kind) {
    case 'equals':
      return `equals ${JSON.stringify(grader.value)}`;
    case 'contains':
    case 'not-contains':
      return `${grader.kind} ${grader.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'matches':
      return `matches ${grader.pattern}`;
    case 'json':
      return `json ${grader.checks.map(({ path }) => path).join(', ')}`;
    case 'json-schema':
      return `json-schema ${JSON.stringify(grader.schema)}`;
    case 'snapshot':
      return `snapshot ${grader.file}`;
    case 'same-as-base':
      return grader.ignore.length === 0 ? 'same-as-base' : `same-as-base, ignoring ${grader.ignore.join(', ')}`;
  }
}
