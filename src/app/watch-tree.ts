import type { CaseChange, ChangeKind } from '../core/compare/change.js';
import type { Notice } from '../core/diagnose/unnoticed.js';
import type { Plan } from '../core/plan/plan.js';
import type { Bench } from './bench.js';
import type { Stage } from './stage.js';
import { batchesOf, look, MOST_SHOWN, shownBy, watchersFrom, type Look, type Sure } from './watchers.js';

/** Kinds of cases that wavered, or of which too little is known. */
const UNCLEAR: readonly ChangeKind[] = ['flaky', 'suspect', 'unmeasured', 'removed', 'not-affected'];

/** What would notice that a part of head is missing: everything that passes on head, or fails there, every time. */
export interface Watch {
  /** Trials that one look takes at least. */
  readonly trials: number;
  /** And at most: what fails or writes something else is run again. */
  readonly most: number;
  /** Runs everything once on a tree like head's, until some case twice comes out otherwise than on head. */
  over(stage: Stage): Promise<{ readonly notice: Notice; readonly shows: readonly string[] }>;
}

/** Undefined where no case is sure to come out on head as it does. */
export function watchersOf(bench: Bench, plan: Plan, changes: readonly CaseChange[]): Watch | undefined {
  let watchers = watchersFrom(plan, changes.filter(isSure).map(sureOf));
  if (watchers.length === 0) return undefined;
  return {
    trials: watchers.length,
    most: 2 * watchers.length + 2 * MOST_SHOWN,
    over: async (stage) => {
      const looks: Look[] = [];
      for (const batch of batchesOf(watchers, bench.world.width)) {
        const seen = await Promise.all(batch.map((watcher) => look(bench, watcher, stage)));
        const found = seen.find(({ notice }) => notice === 'noticed' || notice === 'unknown');
        // Whoever noticed one part is the likeliest to notice the next.
        if (found !== undefined) watchers = [found.watcher, ...watchers.filter((one) => one !== found.watcher)];
        if (found !== undefined) return { notice: found.notice, shows: [] };
        looks.push(...seen);
      }
      const shows = await shownBy(bench, looks, stage);
      return { notice: shows.length > 0 ? 'shown' : 'dark', shows };
    },
  };
}

function isSure({ kind, head }: CaseChange): boolean {
  return !UNCLEAR.includes(kind) && (head.failed === 0) !== (head.passed === 0);
}

function sureOf({ id, eval: of, head }: CaseChange): Sure {
  return { id, eval: of, onHead: head.failed === 0 ? 'passes' : 'fails' };
}
