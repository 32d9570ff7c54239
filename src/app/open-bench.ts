import type { Exam, ExamTrees } from '../core/plan/exam.js';
import type { Side } from '../core/run/trial.js';
import { budgetOf } from './budget.js';
import { Ledger } from './ledger.js';
import type { Bench } from './bench.js';
import { poolOf } from './pool.js';
import { openGraders, openStage } from './open-stage.js';
import type { World } from './world.js';

/** Lays out everything that measuring needs; nothing is written to disk before a trial asks for it. */
export function openBench(outer: World, exam: Exam, { seed, ...trees }: ExamTrees & { readonly seed: string }): Bench {
  const budget = budgetOf(exam.policy.budget, outer.clock, outer.signal);
  const world = { ...outer, signal: budget.signal };
  const base = openStage(world, { side: 'base', variant: 'judged', entries: trees.base });
  const setups: Bench['setups'] = new Map();
  const done = { base: 0, head: 0 };
  return {
    world,
    budget,
    pool: poolOf(world.width),
    ledger: new Ledger(),
    seed,
    reference: new Map(),
    setups,
    stages: {
      base,
      head: openStage(
        world,
        { side: 'head', variant: 'judged', entries: trees.head },
        { base, kin: { ran: setups, part: 'gives' } },
      ),
      own: openStage(world, { side: 'head', variant: 'own', entries: trees.own }, { base }),
      graders: openGraders(world, trees.graders),
    },
    tick: (side: Side) => {
      done[side] += 1;
      world.progress({ kind: 'trial', done });
    },
  };
}
