import type { CaseChange, ChangeKind } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Failure } from '../core/diagnose/same-break.js';
import type { Grade } from '../core/grade/grade.js';
import { textOf } from '../core/run/content.js';
import { rerunStart } from '../core/run/rerun-start.js';
import type { Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { observe, type Ask } from './measure.js';
import type { Readiness, Stage } from './stage.js';

/** Kinds for which a commit can be to blame. */
const BLAMED: readonly ChangeKind[] = ['broke', 'removed', 'changed'];
/** A pull request that breaks more has one cause or many; either way the first ones show it. */
const MOST_UNITS = 20;

/** What broke in one unit: running it once anywhere tells of all its cases. */
export interface Quest {
  readonly unit: Unit;
  readonly cases: readonly CaseChange[];
}

export function questsOf(plan: Plan, changes: readonly CaseChange[]): readonly Quest[] {
  const blamed = changes.filter((change) => BLAMED.includes(change.kind) && change.gate !== 'none');
  const asked = new Set<string>();
  const quests = plan.units.flatMap((unit) => {
    const cases = blamed.filter((it) => !asked.has(it.id) && isOf(unit, it));
    for (const { id } of cases) asked.add(id);
    return cases.length === 0 ? [] : [{ unit, cases }];
  });
  return quests.slice(0, MOST_UNITS);
}

/** A suite's run tells of all its tests; a setup is its eval's, whichever case is run. */
function isOf(unit: Unit, change: CaseChange): boolean {
  return change.name === '(setup)' || unit.kind === 'suite' ? change.eval === unit.eval.id : change.id === unit.id;
}

/** What one run said of a case; absent: nothing. */
export type Seen = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly failure?: Failure };

/** Runs what broke once on any tree; a case of which that says nothing is left out of the answer. */
export async function tryQuest(bench: Bench, quest: Quest, stage: Stage): Promise<ReadonlyMap<string, Seen>> {
  if (quest.cases.some((it) => it.name === '(setup)')) {
    const { kind } = await bench.pool(() => stage.ready(quest.unit.eval));
    return known(quest, () => (kind === 'not-recorded' ? undefined : READY[kind]));
  }
  const { judged, trial } = await observe(bench, askOf(bench, quest, stage));
  const grades = new Map(judged.grades.map((grade) => [grade.id, grade]));
  return known(quest, (id) => seenIn(grades.get(id), judged.exhaustive, trial));
}

const READY = {
  ready: { kind: 'passed' },
  'setup-failed': { kind: 'failed' },
} as const satisfies Record<Exclude<Readiness['kind'], 'not-recorded'>, Seen>;

function known({ cases }: Quest, seen: (id: string) => Seen | undefined): ReadonlyMap<string, Seen> {
  return new Map(
    cases.flatMap(({ id }) => {
      const one = seen(id);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );
}

function askOf(bench: Bench, { unit, cases }: Quest, stage: Stage): Ask {
  const whole = cases.some((it) => it.name === '(exit)' || it.kind === 'removed');
  const tests = cases.map((it) => bench.ledger.test(it.id));
  const start = unit.kind === 'suite' && !whole ? rerunStart(unit.eval, tests) : undefined;
  return { unit, stage, index: 0, ...(start && { part: { start, only: new Set(cases.map((it) => it.id)) } }) };
}

/** A test that a whole run does not name is not there yet, or no longer: as bad as a failure. */
function seenIn(grade: Grade | undefined, exhaustive: boolean, trial: Trial | undefined): Seen | undefined {
  if (grade === undefined) return exhaustive ? { kind: 'failed' } : undefined;
  if (grade.outcome.kind === 'unmeasured') return undefined;
  return grade.outcome.kind === 'passed' ? { kind: 'passed' } : { kind: 'failed', failure: failureOf(grade, trial) };
}

function failureOf({ outcome }: Pick<Grade, 'outcome'>, trial: Trial | undefined): Failure {
  return { outcome, stderr: trial === undefined ? '' : textOf(trial.stderr) };
}

/** How a case failed on head, as the verdict saw it. */
export function failureOnHead({ ledger }: Bench, unit: Unit, id: string): Failure | undefined {
  const outcomes = ledger.evidence(unit.eval.id).find((one) => one.id === id)?.head ?? [];
  const outcome = outcomes.find(({ kind }) => kind === 'failed' || kind === 'differs');
  return outcome && failureOf({ outcome }, ledger.shown(unit.id, 'head'));
}
