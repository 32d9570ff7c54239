import type { CaseChange, ChangeKind } from '../compare/change.js';
import { textOf } from '../run/content.js';
import { rerunStart, type TestInDoubt } from '../run/rerun-start.js';
import { startOf } from '../run/start.js';
import { describeEnding, type Content, type Side, type Trial } from '../run/trial.js';
import type { Unit } from '../plan/unit.js';
import type { Verdict } from '../verdict/verdict.js';
import { reproduceLines } from './reproduce.js';
import type { CaseResult, Result } from './result.js';

/** Bytes of a stream that a result keeps: enough to see what happened, not to replay it. */
const SHOWN = 4096;
/** Kinds for which a person wants to see what each side did. */
const TOLD: readonly ChangeKind[] = [
  'broke',
  'changed',
  'rewritten',
  'suspect',
  'unmeasured',
  'still-fails',
  'flaky',
  'blocked',
  'accepted',
];

/** Where a case's own story is looked up: its unit, the trials to show, and how the suite's runner knows it. */
export interface Sources {
  readonly unitOf: (change: CaseChange) => Unit | undefined;
  readonly shown: (unit: string, side: Side) => Trial | undefined;
  readonly test: (id: string) => TestInDoubt;
}

export type RunFacts = Omit<Result, 'schema' | 'verdict' | 'reasons' | 'next' | 'counts' | 'cases'>;

/** Everything that a run found, as the one value from which every report is drawn. */
export function buildResult(
  verdict: Verdict,
  changes: readonly CaseChange[],
  about: { facts: RunFacts; sources: Sources },
): Result {
  return {
    schema: 'formative.result/1',
    ...about.facts,
    verdict: verdict.kind,
    reasons: [...verdict.reasons],
    next: verdict.next,
    counts: countsOf(changes),
    cases: changes.map((change) => caseResult(change, about.sources)),
  };
}

function countsOf(changes: readonly CaseChange[]): Result['counts'] {
  const counts: Result['counts'] = {};
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function caseResult(change: CaseChange, sources: Sources): CaseResult {
  const { id, name, kind, gate, why, because, base, head } = change;
  const unit = sources.unitOf(change);
  const title = titleOf(change, unit);
  return {
    id,
    eval: change.eval,
    case: name,
    area: unit?.eval.area ?? '',
    ...(title !== undefined && { title }),
    ...drawnOf(unit),
    change: kind,
    gate,
    why,
    because: [...because],
    trials: { base, head, ...(change.record !== undefined && { record: change.record }) },
    ...besides(change),
    ...(unit !== undefined && TOLD.includes(kind) && !isHidden(unit) && change.notReached !== true
      ? story(change, unit, sources)
      : {}),
  };
}

function besides(change: CaseChange): Pick<CaseResult, 'metric' | 'notReached' | 'blockedBy' | 'said' | 'accepted'> {
  const { metric, notReached, blockedBy, said, accepted } = change;
  return {
    ...(metric !== undefined && { metric }),
    ...(notReached === true && { notReached }),
    ...(blockedBy !== undefined && { blockedBy }),
    ...(said !== undefined && { said }),
    ...(accepted !== undefined && { accepted }),
  };
}

/** A case's own title; an eval without cases has only its eval's. A metric is known by its name. */
function titleOf({ metric }: CaseChange, unit: Unit | undefined): string | undefined {
  if (unit?.kind !== 'case' || metric !== undefined) return undefined;
  const { title, name, drawn } = unit.case;
  if (drawn !== undefined) return (drawn.hidden ? undefined : title) ?? drawn.property ?? unit.eval.title;
  return title ?? (name === 'run' ? unit.eval.title : undefined);
}

function drawnOf(unit: Unit | undefined): Pick<CaseResult, 'generated' | 'property' | 'hidden'> {
  if (unit?.kind !== 'case' || unit.case.drawn === undefined) return {};
  const { property, hidden } = unit.case.drawn;
  return { generated: true, ...(property !== undefined && { property }), ...(hidden && { hidden }) };
}

function isHidden(unit: Unit): boolean {
  return unit.kind === 'case' && unit.case.drawn?.hidden === true;
}

/** Input, what each side did, and how to see it oneself. */
function story(change: CaseChange, unit: Unit, sources: Sources): Partial<CaseResult> {
  const base = sources.shown(unit.id, 'base');
  const head = sources.shown(unit.id, 'head');
  const { file = unit.eval.path } = sources.test(change.id);
  return {
    ...(unit.kind === 'case' && { input: inputOf(unit) }),
    ...(base !== undefined && { base: shownOf(base, unit) }),
    ...(head !== undefined && { head: shownOf(head, unit) }),
    file,
    reproduce: reproduceOf(change, unit, sources),
  };
}

function inputOf(unit: Unit & { kind: 'case' }): NonNullable<CaseResult['input']> {
  const { argv, cwd, stdin } = startOf(unit);
  return {
    command: unit.eval.run.kind === 'shell' ? [unit.eval.run.script, ...unit.case.args] : [...argv],
    ...(cwd !== '' && { cwd }),
    ...(stdin !== '' && { stdin }),
    ...(unit.case.files.length > 0 && { files: unit.case.files.map((file) => file.path) }),
  };
}

/** A suite's streams are its runner's noise: its report already says what failed. */
function shownOf(trial: Trial, unit: Unit): NonNullable<CaseResult['base']> {
  const ending = describeEnding(trial.ending);
  if (unit.kind === 'suite') return { ending };
  return { ending, ...streams({ stdout: trial.stdout, stderr: trial.stderr }) };
}

function streams(both: Readonly<Record<'stdout' | 'stderr', Content>>): Partial<Record<'stdout' | 'stderr', string>> {
  const shown = (content: Content): string => cut(textOf(content));
  return {
    ...(both.stdout.size > 0 && { stdout: shown(both.stdout) }),
    ...(both.stderr.size > 0 && { stderr: shown(both.stderr) }),
  };
}

function cut(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}\n… (${text.length - SHOWN} more characters)`;
}

/** A suite's test is run alone where its eval says how, else with the whole suite. */
function reproduceOf(change: CaseChange, unit: Unit, sources: Sources): string {
  if (unit.kind === 'case' || change.name === '(exit)') return reproduceLines(unit);
  return reproduceLines(unit, rerunStart(unit.eval, [sources.test(change.id)]) ?? startOf(unit));
}
