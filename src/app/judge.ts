import { notAffected } from '../core/compare/compare-case.js';
import type { CaseChange } from '../core/compare/change.js';
import { changedPaths, type Entries } from '../core/plan/compose-tree.js';
import { examTrees, type Exam } from '../core/plan/exam.js';
import { planOf, type Plan } from '../core/plan/plan.js';
import { buildResult } from '../core/report/build-result.js';
import type { Result } from '../core/report/result.js';
import { decide, type RunTrouble } from '../core/verdict/decide.js';
import { conclude } from './conclude.js';
import { factsOf, sourcesOf } from './facts.js';
import { firstPass } from './first-pass.js';
import { examIn, loadMaterial, NO_EXAM } from './material.js';
import type { Bench } from './measure.js';
import { openBench } from './open-bench.js';
import { runProposals } from './propose.js';
import { resolveSides, type Asked, type Sides } from './sides.js';
import type { World } from './world.js';

/** What is asked of one run. */
export interface Request extends Asked {
  /** The evals folder, relative to the root: `evals`. */
  readonly folder: string;
  /** Whose evals judge: base's, or head's for someone who is writing new ones. */
  readonly evalsFrom: 'base' | 'head';
  /** Evals and cases to run; empty: all. */
  readonly only: readonly string[];
  /** Trials to start with, in place of what the evals say. */
  readonly trials?: number;
  readonly fullBase: boolean;
  readonly pullRequest?: Result['pullRequest'];
}

/** The whole story of one pull request: two sides, one exam, what changed, and what to say of it. */
export async function judge(request: Request, world: World): Promise<Result> {
  const started = world.clock();
  const sides = await resolveSides(world.repository, request);
  const trees = await readTrees(request, world, sides);
  const loaded = examIn(await loadMaterial(world.repository, trees.examiner, request.folder));
  const exam = examOf(loaded, request);
  const changed = changedPaths(trees.base, trees.head);
  const plan = planOf(exam.evals, { only: request.only, changed });
  const bench = openBench(world, exam, examTrees(exam, trees));

  const changes = await measureAll(bench, { plan, exam, changed, fullBase: request.fullBase });
  const proposals = await runProposals(bench.world, bench.pool, { base: exam, head: trees.head, folder: request.folder });

  const troubles = [...noEvals(loaded === undefined), ...bench.budget.troubles()];
  const found = { sides, exam, changed, proposals, seconds: world.clock() - started, pullRequest: request.pullRequest };
  return buildResult(decide(changes, troubles), changes, { facts: factsOf(bench, found), sources: sourcesOf(bench, plan) });
}

interface Trees {
  readonly base: Entries;
  readonly head: Entries;
  readonly examiner: Entries;
  readonly folder: string;
}

async function readTrees({ folder, evalsFrom }: Request, { repository }: World, sides: Sides): Promise<Trees> {
  const base = await repository.entries(sides.base.tree);
  const head = await repository.entries(sides.head.tree);
  return { base, head, examiner: evalsFrom === 'base' ? base : head, folder };
}

async function measureAll(
  bench: Bench,
  { plan, exam, changed, fullBase }: { plan: Plan; exam: Exam; changed: readonly string[]; fullBase: boolean },
): Promise<readonly CaseChange[]> {
  bench.world.progress({ kind: 'phase', text: `running ${plan.units.length} cases and suites of ${exam.evals.length} evals` });
  await firstPass(bench, plan, { fullBase, changed });
  return [...(await conclude(bench, plan, exam.evals)), ...plan.notAffected.map(notAffected)];
}

/** A run without evals on base still runs what the pull request proposes. */
function examOf(loaded: Exam | undefined, { trials }: Request): Exam {
  const exam = loaded ?? NO_EXAM;
  return trials === undefined ? exam : { ...exam, evals: exam.evals.map((one) => ({ ...one, trials })) };
}

function noEvals(none: boolean): readonly RunTrouble[] {
  return none ? [{ code: 'no-evals-on-base', text: 'Base has no evals, so nothing could be compared.' }] : [];
}
