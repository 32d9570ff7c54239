import type { TreeEntry } from '../core/plan/compose-tree.js';
import { setsUpAlike } from '../core/run/setup-key.js';
import type { Bench } from './bench.js';
import { withEdits } from './edited-stage.js';
import type { LiveStage } from './live-stage.js';
import { openApart } from './open-stage.js';
import type { Prepared, Stage } from './stage.js';

/** Where mistakes are tried: one tree is both sides, and lies on disk once for each setup. */
export interface AuditBench extends Bench {
  readonly tree: LiveStage;
}

/**
 * The tree with another text in one of its files. That file alone is written, into the copy that a trial has anyway, where no setup comes
 * out otherwise and no trials share a tree; else the whole tree is made anew, and given back by `close`.
 */
export async function openMistaken({ world, tree }: AuditBench, entry: TreeEntry, text: string): Promise<Stage> {
  const edit = { kind: 'text', mode: entry.mode, text } as const;
  const entries = await withEdits(world, tree.entries, new Map([[entry.path, edit]]));
  const executable = entry.mode === '100755' ? ({ executable: true } as const) : {};
  const laid = tree.seenAs({ side: 'head', laid: [{ path: entry.path, content: text, ...executable }] });
  const anew = openApart(world, tree, entries);
  const stageFor = (one: Prepared): Stage => (setsUpAlike(one, tree.entries, entries) ? laid : anew);
  return {
    ...{ side: 'head', variant: 'judged', entries },
    ready: (one) => stageFor(one).ready(one),
    run: (asked) => (asked.unit.eval.workspace === 'shared' ? anew : stageFor(asked.unit.eval)).run(asked),
    close: () => anew.close(),
  };
}
