import { loadMaterial } from './material.js';
import type { Grade } from '../core/grade/grade.js';
import { describeMistake } from '../core/errors.js';
import type { Eval } from '../core/evals/eval.js';
import { isUndrawn } from '../core/plan/plan.js';
import { changedEvals, proposedEvals, type ProposedEval } from '../core/plan/proposed.js';
import { unitsOf } from '../core/plan/unit.js';
import type { Exam } from '../core/plan/exam.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { ProposedResult } from '../core/report/result.js';
import { judgeTrial, judgeWithoutSetup } from './judge-trial.js';
import type { Bench } from './bench.js';
import { openStage } from './open-stage.js';
import type { Stage } from './stage.js';

export interface Proposals {
  readonly results: readonly ProposedResult[];
  /** Evals of base that the pull request edits or deletes. */
  readonly changed: readonly string[];
  readonly notices: readonly string[];
}

export const NO_PROPOSALS: Proposals = { results: [], changed: [], notices: [] };

/** Runs what the pull request adds to or edits in the evals, once, on head alone: shown, never judged by. */
export async function runProposals(
  { world, pool, budget }: Bench,
  about: { base: Exam; head: Entries; folder: string },
): Promise<Proposals> {
  const loaded = await loadMaterial(world.repository, about.head, about.folder);
  if (loaded.kind === 'mistakes') {
    const notices = loaded.mistakes.map((mistake) => `In the pull request's evals: ${describeMistake(mistake)}`);
    return { results: [], changed: [], notices };
  }
  const { evals } = loaded;
  // Whoever runs this passes nothing on to what only the pull request asks for.
  const stage = openStage({ ...world, callerEnv: {} }, { side: 'head', variant: 'proposed', entries: about.head });
  const proposed = proposedEvals(about.base.evals, evals);
  const results = await Promise.all(proposed.map((one) => runProposed({ pool, budget, stage }, one)));
  return { results: results.flat(), changed: changedEvals(about.base.evals, evals), notices: [] };
}

interface Site extends Pick<Bench, 'pool' | 'budget'> {
  readonly stage: Stage;
}

async function runProposed(
  { pool, budget, stage }: Site,
  { eval: one, how }: ProposedEval,
): Promise<readonly ProposedResult[]> {
  const judged = await Promise.all(
    unitsOf(one).map(async (unit) => {
      const ran = await pool(() => {
        budget.spend();
        return stage.run({ unit, index: 0, inTurn: true });
      });
      return ran.kind === 'ran' ? judgeTrial(unit, ran.trial, {}) : judgeWithoutSetup(unit, stage, ran.why);
    }),
  );
  const results = judged.flatMap(({ grades }) =>
    grades.map((grade) => ({ id: grade.id, eval: one.id, how, ...outcomeOf(grade) })),
  );
  return [...results, ...undrawnOf(one, how)];
}

/** A generator that the pull request brings runs nowhere: where cases are drawn, only base's programs do. */
function undrawnOf(one: Eval, how: ProposedEval['how']): readonly ProposedResult[] {
  if (!isUndrawn(one)) return [];
  const why = 'its cases are drawn once it is on base; until then `--evals head` draws them';
  return [{ id: `${one.id}/(generate)`, eval: one.id, how, outcome: 'unmeasured', why }];
}

function outcomeOf({ outcome }: Grade): Pick<ProposedResult, 'outcome' | 'why'> {
  switch (outcome.kind) {
    case 'passed':
      return { outcome: 'passed' };
    case 'failed':
    case 'differs':
      return { outcome: 'failed', why: outcome.because[0].summary };
    case 'unmeasured':
      return { outcome: 'unmeasured', why: outcome.why };
  }
}
