import type { Entries } from '../core/plan/compose-tree.js';
import type { Bench } from './bench.js';
import { liveStage, type Lenders, type LiveStage } from './live-stage.js';
import type { Stage, Tree } from './stage.js';
import { LIVE } from './trial-source.js';
import type { World } from './world.js';

/** A tree on which trials can be asked for. */
export function openStage(world: World, tree: Tree, lenders?: Lenders): Stage {
  return (world.trials ?? LIVE).over(liveStage(world, tree, lenders));
}

/** A tree of head's own code besides head: one of its commits, or head with edits. */
export function openKin({ world, stages, setups }: Bench, entries: Entries): Stage {
  const kin = { ran: setups, part: 'takes' } as const;
  return openStage(world, { side: 'head', variant: 'judged', entries }, { base: stages.base, kin });
}

/** A tree beside base, of which nothing is kept for others. */
export function openApart(world: World, base: Stage, entries: Entries): Stage {
  return openStage(world, { side: 'head', variant: 'judged', entries }, { base });
}

/** One tree as both sides, always on this machine. */
export function openTwins(world: World, entries: Entries): { readonly base: LiveStage; readonly head: Stage } {
  const base = liveStage(world, { side: 'base', variant: 'judged', entries });
  return { base, head: base.seenAs({ side: 'head' }) };
}

/** Where grader programs run: base's evals folder, and on this machine even when trials come from a record. */
export function openGraders(world: World, entries: Entries): LiveStage {
  return liveStage(world, { side: 'base', variant: 'judged', entries });
}
