import type { Bench } from '../../../src/app/bench.js';
import { openBench } from '../../../src/app/open-bench.js';
import type { Eval } from '../../../src/core/evals/eval.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/core/evals/policy.js';
import { planOf, type Plan } from '../../../src/core/plan/plan.js';
import { treeOf } from '../memory-blobs.js';
import type { Files } from './fake-repository.js';
import { FakeWorld, type WorldParts } from './world.js';

export interface BenchParts extends WorldParts {
  readonly budget?: Partial<Policy['budget']>;
  /** Files of each tree, beside the file `side` that tells them apart. */
  readonly base?: Files;
  readonly head?: Files;
  readonly own?: Files;
}

export interface FakeBench {
  readonly bench: Bench;
  readonly plan: Plan;
  readonly world: FakeWorld;
  /** How many programs of a name were started in a tree: `ran('base')`, `ran('head', 'build')`. */
  readonly ran: (side: string, name?: string) => number;
}

/** Everything that measuring needs, for evals as literals and programs as functions. */
export function aBench(evals: readonly Eval[], parts: BenchParts = {}): FakeBench {
  const log: string[] = [];
  const programs = Object.fromEntries(
    Object.entries(parts.programs ?? {}).map(([name, behaviour]) => [
      name,
      (running: Parameters<typeof behaviour>[0]) => {
        log.push(`${running.read('side') ?? ''} ${name}`);
        return behaviour(running);
      },
    ]),
  );
  const world = new FakeWorld({ ...parts, programs });
  const policy = { ...DEFAULT_POLICY, budget: { ...DEFAULT_POLICY.budget, ...parts.budget } };
  const tree = (side: 'base' | 'head' | 'own') => treeOf({ ...parts[side], side });
  const trees = {
    base: tree('base'),
    head: tree('head'),
    own: tree('own'),
    graders: treeOf({ side: 'graders' }),
    seed: 'seed',
  };
  const ran: FakeBench['ran'] = (side, name) =>
    log.filter((line) => (name === undefined ? line.startsWith(`${side} `) : line === `${side} ${name}`)).length;
  return {
    bench: openBench(world.world, { evals, policy }, trees),
    plan: planOf(evals, { only: [], changed: [] }),
    world,
    ran,
  };
}
