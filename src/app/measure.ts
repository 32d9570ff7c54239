import type { Judged } from '../core/compare/evidence.js';
import { scriptInput } from '../core/grade/script.js';
import type { Opinion } from '../core/grade/opinion.js';
import { comparesWithBase, judgeOf, type Unit } from '../core/plan/unit.js';
import type { Start } from '../core/run/start.js';
import type { Attempt, Trial } from '../core/run/trial.js';
import { askJudge } from './ask-judge.js';
import type { Bench } from './bench.js';
import { judgeTrial, judgeWithoutSetup, type Beside } from './judge-trial.js';
import { runScript } from './run-script.js';
import type { Ran, Stage } from './stage.js';

export interface Ask {
  readonly unit: Unit;
  readonly stage: Stage;
  readonly index: number;
  /** A rerun of these tests alone, started like this. */
  readonly part?: { readonly start: Start; readonly only: ReadonlySet<string> };
  /** Part of a pass over every case of its eval, in their order. */
  readonly inTurn?: boolean;
}

/** Runs one unit once, grades what came of it, and writes that down. */
export async function measure(bench: Bench, ask: Ask): Promise<Judged> {
  const { judged, trial } = await observe(bench, ask);
  bench.ledger.add(judged, trial);
  return judged;
}

/** Runs one unit once and grades what came of it; nothing is written down, so the verdict does not hear of it. */
export async function observe(bench: Bench, ask: Ask): Promise<{ judged: Judged; trial?: Trial }> {
  const { unit, stage, index, part, inTurn = false } = ask;
  const running = bench.pool(() => {
    bench.budget.spend();
    return stage.run({ unit, index, inTurn, ...(part && { start: part.start }) });
  });
  if (stage.side === 'base') refer(bench, unit, running);
  const ran = await running;
  bench.tick(stage.side);
  if (ran.kind === 'setup-failed') return { judged: judgeWithoutSetup(unit, stage, ran.why) };
  const { trial } = ran;
  const beside = { ...(await besides(bench, unit, trial)), ...(part && { only: part.only }) };
  const opinion = await opinionOn(bench, { unit, trial }, beside);
  return { judged: judgeTrial(unit, trial, { ...beside, ...(opinion && { opinion }) }), trial };
}

/** A judge is asked only about what every other grader lets pass: it could not turn a failure into a pass. */
async function opinionOn(
  bench: Bench,
  { unit, trial }: { readonly unit: Unit; readonly trial: Trial },
  beside: Beside,
): Promise<Opinion | undefined> {
  const grader = judgeOf(unit);
  if (unit.kind === 'suite' || grader === undefined) return undefined;
  const { exit, stdout, stderr, files, script } = unit.case.graders;
  const others = { exit, stdout, stderr, files, ...(script && { script }) };
  const without = judgeTrial({ ...unit, case: { ...unit.case, graders: others } }, trial, beside);
  const passes = without.grades.every(({ outcome }) => outcome.kind === 'passed' || outcome.kind === 'differs');
  if (!passes) return undefined;
  return askJudge(bench, { grader, about: unit.case, trial, ...(beside.base && { base: beside.base }) });
}

/** Base's first trial is what `same-as-base` compares every later one with, base's own too. Who asked for it hears of its failure. */
function refer(bench: Bench, unit: Unit, running: Promise<Ran>): void {
  if (unit.kind === 'suite' || !comparesWithBase(unit) || bench.reference.has(unit.id)) return;
  bench.reference.set(
    unit.id,
    running.then(
      (ran) => (ran.kind === 'ran' ? ran.trial : undefined),
      () => undefined,
    ),
  );
}

async function besides(bench: Bench, unit: Unit, trial: Trial): Promise<{ base?: Trial; script?: Attempt }> {
  if (unit.kind === 'suite') return {};
  const base = await bench.reference.get(unit.id);
  const script = unit.case.graders.script;
  const answer =
    script &&
    (await bench.pool(() => runScript(bench, { argv: script.argv, stdin: scriptInput(trial, unit.case), env: {} })));
  return { ...(base && { base }), ...(answer && { script: answer }) };
}
