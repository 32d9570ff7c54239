import type { Control, Eval } from '../core/evals/eval.js';
import { readText } from '../core/evals/text.js';
import type { Grade } from '../core/grade/grade.js';
import type { Entries } from '../core/plan/compose-tree.js';
import { spoil } from '../core/plan/spoil.js';
import { describeEnding } from '../core/run/trial.js';
import type { Plan } from '../core/plan/plan.js';
import { toothless, type ControlRun } from '../core/diagnose/toothless.js';
import { unitsOf, type Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import { wholeEvals } from './first-pass.js';
import { measure, observe } from './measure.js';
import { openStage } from './open-stage.js';
import type { Stage } from './stage.js';

interface WithoutTeeth {
  readonly eval: string;
  readonly control: string;
  readonly why: string;
}

export interface Controls {
  readonly withoutTeeth: readonly WithoutTeeth[];
  /** Trials of spoiled trees. */
  readonly trials: number;
}

/** Runs every eval that will be judged by on its known-bad variants of base; an eval of which only some cases are asked for is left alone. */
export async function tryControls(bench: Bench, plan: Plan): Promise<Controls> {
  const tries = [...wholeEvals(plan)].flatMap((one) => one.controls.map((control) => tryControl(bench, one, control)));
  const found = await Promise.all(tries);
  return {
    withoutTeeth: found.flatMap(({ without }) => without ?? []),
    trials: found.reduce((sum, { trials }) => sum + trials, 0),
  };
}

interface Tried {
  readonly trials: number;
  readonly without?: WithoutTeeth;
}

async function tryControl(bench: Bench, one: Eval, control: Control): Promise<Tried> {
  const without = (why: string): WithoutTeeth => ({ eval: one.id, control: control.name, why });
  const spoiled = await spoiledStage(bench, control);
  if (typeof spoiled === 'string') return { trials: 0, without: without(spoiled) };
  const runs: ControlRun[] = [];
  for (const units of batchesOf(one, control, bench.world.width)) {
    runs.push(...(await Promise.all(units.map((unit) => runOn(bench, spoiled, unit)))));
    if (toothless(one, control, runs) === undefined) break;
  }
  const why = toothless(one, control, runs);
  return { trials: runs.length, ...(why !== undefined && { without: without(why) }) };
}

/** Any case may be the one that fails: as many at a time as can run, until one does. */
function batchesOf(one: Eval, { cases }: Control, width: number): readonly (readonly Unit[])[] {
  const units = unitsOf(one);
  if (cases.length > 0) return [units.filter((unit) => unit.kind === 'suite' || cases.includes(unit.case.name))];
  const count = Math.ceil(units.length / width);
  return Array.from({ length: count }, (_, index) => units.slice(index * width, (index + 1) * width));
}

/** A failure says something only of a case that works without the patch: base is asked where no trial has shown that yet. */
async function runOn(bench: Bench, stage: Stage, unit: Unit): Promise<ControlRun> {
  const { judged, trial } = await observe(bench, { unit, stage, index: 0 });
  const works = (): ReadonlySet<string> => worksIn(bench, unit.eval.id);
  const bad = judged.grades.filter(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'differs');
  if (bad.length > 0 && !bad.some(({ id }) => works().has(id)) && bench.ledger.trials(unit.id, 'base') === 0)
    await measure(bench, { unit, stage: bench.stages.base, index: 0 });
  const { ending } = trial ?? {};
  const why = ending?.kind === 'not-started' ? describeEnding(ending) : judged.unmeasured;
  if (why === undefined)
    return { grades: isHidden(unit) ? withoutReasons(judged.grades) : judged.grades, works: works() };
  return { grades: [], works: works(), unmeasured: isHidden(unit) ? 'its input is hidden' : why };
}

/** Why a hidden case was not measured may quote it. */
function withoutReasons(grades: readonly Grade[]): readonly Grade[] {
  const why = 'its input is hidden';
  return grades.map((grade) =>
    grade.outcome.kind === 'unmeasured' ? { ...grade, outcome: { kind: 'unmeasured', why } } : grade,
  );
}

function isHidden(unit: Unit): boolean {
  return unit.kind === 'case' && unit.case.drawn?.hidden === true;
}

function worksIn({ ledger }: Bench, id: string): ReadonlySet<string> {
  const evidence = ledger
    .evidence(id)
    .filter(({ base, head }) => [...base, ...head].some((it) => it.kind === 'passed'));
  return new Set(evidence.map((one) => one.id));
}

/** Base's tree with the patch in it, or why there is none. */
async function spoiledStage(bench: Bench, control: Control): Promise<Stage | string> {
  const { world, stages } = bench;
  const { entries } = stages.base;
  const spoiled = spoil(control, await textsOf(bench, control, entries));
  if (spoiled.kind === 'does-not-apply') return `${control.name} does not apply to base: ${spoiled.why}`;
  const modes = new Map(entries.map(({ path, mode }) => [path, mode]));
  const changed = await Promise.all(
    [...spoiled.texts].map(async ([path, text]): Promise<Entries> => {
      if (text === undefined) return [];
      return [{ path, mode: modes.get(path) ?? '100644', oid: await world.repository.keepBlob(text) }];
    }),
  );
  const rest = entries.filter(({ path }) => !spoiled.texts.has(path));
  return openStage(
    world,
    { side: 'head', variant: 'control', entries: [...rest, ...changed.flat()] },
    { base: stages.base },
  );
}

/** The texts of the regular files that a patch names. */
async function textsOf({ world }: Bench, { files }: Control, entries: Entries): Promise<ReadonlyMap<string, string>> {
  const named = new Set(files.map(({ path }) => path));
  const wanted = entries.filter(({ path, mode }) => named.has(path) && mode.startsWith('100'));
  const blobs = await world.repository.blobs(wanted.map(({ oid }) => oid));
  return new Map(
    wanted.flatMap(({ path, oid }) => {
      const reading = readText(blobs.get(oid) ?? new Uint8Array());
      return reading.kind === 'text' ? [[path, reading.text] as const] : [];
    }),
  );
}
