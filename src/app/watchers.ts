import type { Judged } from '../core/compare/evidence.js';
import type { Notice } from '../core/diagnose/unnoticed.js';
import type { Case } from '../core/evals/eval.js';
import type { Plan } from '../core/plan/plan.js';
import { judgeOf, metricsOf, type Unit } from '../core/plan/unit.js';
import { sameBytes } from '../core/grade/bytes.js';
import type { Content, Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import { observe } from './measure.js';
import type { Stage } from './stage.js';

/** Cases that are named as showing what they do not check. */
export const MOST_SHOWN = 3;

/** One unit, and how its cases come out on head. */
export interface Watcher {
  readonly unit: Unit;
  readonly cases: ReadonlyMap<string, OnHead>;
  /** A model or a number has a say in it too, which is not asked here. */
  readonly heard: 'whole' | 'in-part';
}

type OnHead = 'passes' | 'fails';

/** A case that is sure to come out on head as it does. */
export interface Sure {
  readonly id: string;
  readonly eval: string;
  readonly onHead: OnHead;
}

/** Units with cases that are sure: only these tell another tree from head. */
export function watchersFrom(plan: Plan, sure: readonly Sure[]): readonly Watcher[] {
  return plan.units.flatMap((unit) => {
    const cases = sure.filter((it) => (unit.kind === 'suite' ? it.eval === unit.eval.id : it.id === unit.id));
    if (cases.length === 0) return [];
    const heard = judgeOf(unit) === undefined && metricsOf(unit).length === 0 ? 'whole' : 'in-part';
    return [{ unit: withoutJudge(unit), cases: new Map(cases.map(({ id, onHead }) => [id, onHead])), heard }];
  });
}

/** A language model is not asked: what it is shown differs or not. */
function withoutJudge(unit: Unit): Unit {
  if (unit.kind === 'suite' || judgeOf(unit) === undefined) return unit;
  const { exit, stdout, stderr, files, script } = unit.case.graders;
  const graders: Case['graders'] = { exit, stdout, stderr, files, ...(script && { script }) };
  return { ...unit, case: { ...unit.case, graders } };
}

/** Cases that share a tree run together, from the first to the last. */
export function batchesOf(watchers: readonly Watcher[], width: number): readonly (readonly Watcher[])[] {
  const shared = (one: Watcher): boolean => one.unit.eval.workspace === 'shared';
  const alone = watchers.filter((one) => !shared(one));
  const evals = new Set(watchers.filter(shared).map(({ unit }) => unit.eval.id));
  const batches = Array.from({ length: Math.ceil(alone.length / width) }, (_, at) =>
    alone.slice(at * width, (at + 1) * width),
  );
  return [...batches, ...[...evals].map((id) => watchers.filter(({ unit }) => unit.eval.id === id))];
}

export interface Look {
  readonly watcher: Watcher;
  readonly notice: Notice;
  readonly trial?: Trial;
  /** Where it is noticed: cases that came out otherwise, twice. */
  readonly by?: readonly string[];
}

/** Runs a unit on a tree like head's; what comes out otherwise is run again, and has to do so twice. */
export async function look(bench: Bench, watcher: Watcher, stage: Stage): Promise<Look> {
  const { unit, heard } = watcher;
  const { judged, trial } = await once(bench, unit, stage);
  if (trial !== undefined && isSilent(trial)) return { watcher, notice: 'unknown' };
  if (otherwise(judged, watcher).length > 0) {
    const by = otherwise((await once(bench, unit, stage)).judged, watcher);
    return by.length > 0 ? { watcher, notice: 'noticed', by } : { watcher, notice: 'unknown' };
  }
  const shows = unit.kind === 'case' && differs(trial, bench.ledger.shown(unit.id, 'head'));
  if (!shows) return { watcher, notice: 'dark' };
  // It fails in another way.
  if (watcher.cases.get(unit.id) === 'fails') return { watcher, notice: 'noticed', by: [unit.id] };
  // What a judge or a number would have said of another output, nobody knows.
  return { watcher, notice: heard === 'in-part' ? 'unknown' : 'shown', ...(trial && { trial }) };
}

/** Units that write something else on a tree than on head each time, though nothing minds. */
export async function shownBy(bench: Bench, looks: readonly Look[], stage: Stage): Promise<readonly string[]> {
  const differing = looks.filter(({ notice }) => notice === 'shown').slice(0, MOST_SHOWN);
  const stable = await Promise.all(differing.map((one) => isShownAgain(bench, one, stage)));
  return differing.filter((_, at) => stable[at]).map(({ watcher }) => watcher.unit.id);
}

function once(bench: Bench, unit: Unit, stage: Stage): ReturnType<typeof observe> {
  return observe(bench, { unit, stage, index: 0, inTurn: unit.eval.workspace === 'shared' });
}

function isSilent({ ending }: Trial): boolean {
  return ending.kind === 'not-recorded' || ending.kind === 'cancelled';
}

/** A case that is missing from a whole run, or that can no longer be measured, fails. */
function otherwise({ grades, exhaustive, unmeasured }: Judged, { cases }: Watcher): readonly string[] {
  const kinds = new Map(grades.map(({ id, outcome }) => [id, outcome.kind]));
  const isMissed = exhaustive || unmeasured !== undefined;
  return [...cases].flatMap(([id, onHead]) => {
    const kind = kinds.get(id) ?? (isMissed ? 'missing' : undefined);
    return kind !== undefined && (kind === 'passed' ? 'passes' : 'fails') !== onHead ? [id] : [];
  });
}

export function differs(one: Trial | undefined, other: Trial | undefined): boolean {
  return one !== undefined && other !== undefined && !isSame(one, other);
}

function isSame(one: Trial, other: Trial): boolean {
  const files = new Map(other.files.map((file) => [file.path, file]));
  const isWritten = one.files.every((file) => {
    const beside = files.get(file.path);
    if (file.kind !== 'regular' || beside?.kind !== 'regular') return file.kind === beside?.kind;
    return sameBytes(withoutPlace(file.content, one), withoutPlace(beside.content, other));
  });
  const isSaid = (['stdout', 'stderr'] as const).every((stream) =>
    sameBytes(withoutPlace(one[stream], one), withoutPlace(other[stream], other)),
  );
  return isWritten && isSaid && JSON.stringify(one.ending) === JSON.stringify(other.ending);
}

/** Every tree lies somewhere else, which a program may tell. */
function withoutPlace(content: Content, { root }: Trial): Content {
  if (root === undefined || content.encoding !== 'utf8') return content;
  return { ...content, data: content.data.replaceAll(root, '') };
}

/** Whether head writes the same twice, and the other tree what it wrote before: else the two differ by chance. */
async function isShownAgain(bench: Bench, { watcher: { unit }, trial }: Look, stage: Stage): Promise<boolean> {
  const onHead = bench.ledger.shown(unit.id, 'head');
  const [there, here] = await Promise.all([once(bench, unit, stage), once(bench, unit, bench.stages.head)]);
  if (trial === undefined || onHead === undefined || there.trial === undefined || here.trial === undefined)
    return false;
  return isSame(there.trial, trial) && isSame(here.trial, onHead);
}
