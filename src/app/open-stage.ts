import type { Entries } from '../core/plan/compose-tree.js';
import { liveStage, type LiveStage } from './live-stage.js';
import type { Stage, Tree } from './stage.js';
import { LIVE } from './trial-source.js';
import type { World } from './world.js';

/** A tree on which trials can be asked for. `lender`: base's stage, whose kept folders may serve this one. */
export function openStage(world: World, tree: Tree, lender?: Stage): Stage {
  return (world.trials ?? LIVE).over(liveStage(world, tree, lender));
}

/** Where grader programs run: base's evals folder, and on this machine even when trials come from a record. */
export function openGraders(world: World, entries: Entries): LiveStage {
  return liveStage(world, { side: 'base', variant: 'judged', entries });
}
