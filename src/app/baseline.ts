import { tallyOf } from '../core/compare/evidence.js';
import { UserError } from '../core/errors.js';
import { examTrees, stricterSandbox } from '../core/plan/exam.js';
import { planOf, type Plan } from '../core/plan/plan.js';
import { standsForItself, type Unit } from '../core/plan/unit.js';
import { seedOf, type SeedSource } from '../core/run/seed.js';
import type { Policy } from '../core/evals/policy.js';
import type { Bench } from './bench.js';
import { wholeEvals } from './first-pass.js';
import { examIn, loadMaterial } from './material.js';
import { measure, type Ask } from './measure.js';
import { openBench } from './open-bench.js';
import { keep, recall, type Kept } from './remember.js';
import type { Outside } from './world.js';

/** A commit of the default branch, of which everything is to be remembered. */
interface BaselineRequest {
  readonly commit: string;
  /** The evals folder, relative to the root: `evals`. */
  readonly folder: string;
  /** The policy may ask for more. */
  readonly sandbox: Policy['sandbox'];
  readonly seed: SeedSource;
}

interface Baseline {
  readonly kept: readonly Kept[];
  /** What there is to say of the history, and of a run that stopped early. */
  readonly notices: readonly string[];
}

/**
 * The evals of one commit on that commit alone, whatever their `paths`, to remember what they came to. There is nothing to compare
 * and nothing in doubt: each runs once. Generated cases are new each time, so there is nothing to remember of them.
 */
export async function runBaseline(request: BaselineRequest, outside: Outside): Promise<Baseline> {
  const { repository } = outside;
  const { sha, tree } = await repository.commit(request.commit);
  const base = await repository.entries(tree);
  const exam = examIn(await loadMaterial(repository, base, request.folder));
  const chosen = await outside.chooseSandbox(stricterSandbox(request.sandbox, exam.policy.sandbox));
  if (chosen.kind === 'none-held') throw new UserError('No sandbox holds here.', { help: chosen.why });
  const trees = examTrees(exam, { base, head: base, examiner: base, folder: request.folder });
  const seed = seedOf(request.seed, { baseTree: tree, headSha: sha });
  const bench = openBench({ ...outside, sandbox: chosen.sandbox }, exam, { ...trees, seed });
  const plan = planOf(exam.evals, { only: [], changed: base.map(({ path }) => path) });

  const memory = await recall(bench, plan);
  await runOnBase(bench, plan);
  const kept = talliesOf(bench, plan);
  const lost = await keep(bench, memory, kept);
  const troubles = bench.budget.troubles().map(({ text }) => text);
  return { kept, notices: [memory.notice ?? [], troubles, lost ?? []].flat() };
}

async function runOnBase(bench: Bench, plan: Plan): Promise<void> {
  const whole = wholeEvals(plan);
  const asks = plan.units.flatMap((unit): readonly Ask[] =>
    Array.from({ length: trialsOf(unit) }, (_, index) => {
      const inTurn = index === 0 && whole.has(unit.eval);
      return { unit, stage: bench.stages.base, index, inTurn };
    }),
  );
  await Promise.all(asks.map((ask) => measure(bench, ask)));
}

/** One more where the first is only there to be compared with. */
function trialsOf(unit: Unit): number {
  return unit.eval.trials + (standsForItself(unit) ? 1 : 0);
}

function talliesOf({ ledger }: Bench, { units }: Plan): readonly Kept[] {
  const itself = new Set(units.filter(standsForItself).map(({ id }) => id));
  return [...new Set(units.map((unit) => unit.eval.id))].flatMap((evalId) =>
    ledger.evidence(evalId).map(({ id, base }) => {
      return { id, eval: evalId, ...tallyOf(itself.has(id) ? base.slice(1) : base) };
    }),
  );
}
