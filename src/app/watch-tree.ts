import type { CaseChange, ChangeKind } from '../core/compare/change.js';
import type { Judged } from '../core/compare/evidence.js';
import type { Notice } from '../core/diagnose/unnoticed.js';
import type { Case } from '../core/evals/eval.js';
import type { Plan } from '../core/plan/plan.js';
import { judgeOf, metricsOf, type Unit } from '../core/plan/unit.js';
import { sameBytes } from '../core/grade/bytes.js';
import type { Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { observe } from './measure.js';
import type { Stage } from './stage.js';

/** Kinds of cases that wavered, or of which too little is known. */
const UNCLEAR: readonly ChangeKind[] = ['flaky', 'suspect', 'unmeasured', 'removed', 'not-affected'];
/** Cases that are named as showing what they do not check. */
const MOST_SHOWN = 3;

/** What would notice that a part of head is missing: everything that passes on head, or fails there, every time. */
export interface Watch {
  /** Trials that one look takes at least. */
  readonly trials: number;
  /** And at most: what fails or writes something else is run again. */
  readonly most: number;
  /** Runs everything once on a tree like head's, until some case twice comes out otherwise than on head. */
  over(stage: Stage): Promise<{ readonly notice: Notice; readonly shows: readonly string[] }>;
}

/** One unit, and how its cases come out on head. */
interface Watcher {
  readonly unit: Unit;
  readonly cases: ReadonlyMap<string, 'passes' | 'fails'>;
  /** A model or a number has a say in it too, which is not asked here. */
  readonly heard: 'whole' | 'in-part';
}

/** Undefined where no case is sure to come out on head as it does. */
export function watchersOf(bench: Bench, plan: Plan, changes: readonly CaseChange[]): Watch | undefined {
  const sure = changes.filter(
    ({ kind, head }) => !UNCLEAR.includes(kind) && (head.failed === 0) !== (head.passed === 0),
  );
  let watchers: readonly Watcher[] = plan.units.flatMap((unit) => {
    const cases = sure.filter((it) => (unit.kind === 'suite' ? it.eval === unit.eval.id : it.id === unit.id));
    if (cases.length === 0) return [];
    const heard = judgeOf(unit) === undefined && metricsOf(unit).length === 0 ? 'whole' : 'in-part';
    return [
      {
        unit: withoutJudge(unit),
        cases: new Map(cases.map((it) => [it.id, it.head.failed === 0 ? 'passes' : 'fails'])),
        heard,
      },
    ];
  });
  if (watchers.length === 0) return undefined;
  return {
    trials: watchers.length,
    most: 2 * watchers.length + 2 * MOST_SHOWN,
    over: async (stage) => {
      const looks: Look[] = [];
      for (const batch of batchesOf(watchers, bench.world.width)) {
        const seen = await Promise.all(batch.map((watcher) => look(bench, watcher, stage)));
        const found = seen.find(({ notice }) => notice === 'noticed' || notice === 'unknown');
        // Whoever noticed one part is the likeliest to notice the next.
        if (found !== undefined) watchers = [found.watcher, ...watchers.filter((one) => one !== found.watcher)];
        if (found !== undefined) return { notice: found.notice, shows: [] };
        looks.push(...seen);
      }
      const differing = looks.filter(({ notice }) => notice === 'shown').slice(0, MOST_SHOWN);
      const stable = await Promise.all(differing.map((one) => isShownAgain(bench, one, stage)));
      const shows = differing.filter((_, at) => stable[at]).map(({ watcher }) => watcher.unit.id);
      return { notice: shows.length > 0 ? 'shown' : 'dark', shows };
    },
  };
}

/** A language model is not asked: what it is shown differs or not. */
function withoutJudge(unit: Unit): Unit {
  if (unit.kind === 'suite' || judgeOf(unit) === undefined) return unit;
  const { exit, stdout, stderr, files, script } = unit.case.graders;
  const graders: Case['graders'] = { exit, stdout, stderr, files, ...(script && { script }) };
  return { ...unit, case: { ...unit.case, graders } };
}

/** Cases that share a tree run together, from the first to the last. */
function batchesOf(watchers: readonly Watcher[], width: number): readonly (readonly Watcher[])[] {
  const shared = (one: Watcher): boolean => one.unit.eval.workspace === 'shared';
  const alone = watchers.filter((one) => !shared(one));
  const evals = new Set(watchers.filter(shared).map(({ unit }) => unit.eval.id));
  const batches = Array.from({ length: Math.ceil(alone.length / width) }, (_, at) =>
    alone.slice(at * width, (at + 1) * width),
  );
  return [...batches, ...[...evals].map((id) => watchers.filter(({ unit }) => unit.eval.id === id))];
}

interface Look {
  readonly watcher: Watcher;
  readonly notice: Notice;
  readonly trial?: Trial;
}

async function look(bench: Bench, watcher: Watcher, stage: Stage): Promise<Look> {
  const { unit, heard } = watcher;
  const { judged, trial } = await once(bench, unit, stage);
  if (trial !== undefined && isSilent(trial)) return { watcher, notice: 'unknown' };
  if (comesOutOtherwise(judged, watcher)) {
    const again = await once(bench, unit, stage);
    return { watcher, notice: comesOutOtherwise(again.judged, watcher) ? 'noticed' : 'unknown' };
  }
  const shows = unit.kind === 'case' && differs(trial, bench.ledger.shown(unit.id, 'head'));
  if (!shows) return { watcher, notice: 'dark' };
  // It fails in another way.
  if (watcher.cases.get(unit.id) === 'fails') return { watcher, notice: 'noticed' };
  // What a judge or a number would have said of another output, nobody knows.
  return { watcher, notice: heard === 'in-part' ? 'unknown' : 'shown', ...(trial && { trial }) };
}

function once(bench: Bench, unit: Unit, stage: Stage): ReturnType<typeof observe> {
  return observe(bench, { unit, stage, index: 0, inTurn: unit.eval.workspace === 'shared' });
}

function isSilent({ ending }: Trial): boolean {
  return ending.kind === 'not-recorded' || ending.kind === 'cancelled';
}

/** A case that is missing from a whole run, or that can no longer be measured, fails. */
function comesOutOtherwise({ grades, exhaustive, unmeasured }: Judged, { cases }: Watcher): boolean {
  const kinds = new Map(grades.map(({ id, outcome }) => [id, outcome.kind]));
  const isMissed = exhaustive || unmeasured !== undefined;
  return [...cases].some(([id, onHead]) => {
    const kind = kinds.get(id) ?? (isMissed ? 'missing' : undefined);
    return kind !== undefined && (kind === 'passed' ? 'passes' : 'fails') !== onHead;
  });
}

function differs(one: Trial | undefined, other: Trial | undefined): boolean {
  return one !== undefined && other !== undefined && !isSame(one, other);
}

function isSame(one: Trial, other: Trial): boolean {
  const files = new Map(other.files.map((file) => [file.path, file]));
  const isWritten = one.files.every((file) => {
    const beside = files.get(file.path);
    if (file.kind !== 'regular' || beside?.kind !== 'regular') return file.kind === beside?.kind;
    return sameBytes(file.content, beside.content);
  });
  const isSaid = sameBytes(one.stdout, other.stdout) && sameBytes(one.stderr, other.stderr);
  return isWritten && isSaid && JSON.stringify(one.ending) === JSON.stringify(other.ending);
}

/** Whether head writes the same twice, and the other tree what it wrote before: else the two differ by chance. */
async function isShownAgain(bench: Bench, { watcher: { unit }, trial }: Look, stage: Stage): Promise<boolean> {
  const onHead = bench.ledger.shown(unit.id, 'head');
  const [there, here] = await Promise.all([once(bench, unit, stage), once(bench, unit, bench.stages.head)]);
  if (trial === undefined || onHead === undefined || there.trial === undefined || here.trial === undefined)
    return false;
  return isSame(there.trial, trial) && isSame(here.trial, onHead);
}
