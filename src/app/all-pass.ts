import type { Bench } from './bench.js';
import { tryQuest } from './quest.js';
import type { FoundBreak } from './search-culprits.js';
import type { Stage } from './stage.js';

/** How often all that broke has to pass on a tree before it is said to work there. */
const PASSES = 2;

/** Whether everything that broke passes on another tree. */
export async function allPass(bench: Bench, breaks: readonly FoundBreak[], stage: Stage): Promise<boolean> {
  for (let time = 0; time < PASSES; time += 1) {
    const seen = await Promise.all(
      breaks.map(async ({ unit, change }) => (await tryQuest(bench, { unit, cases: [change] }, stage)).get(change.id)),
    );
    if (seen.some((one) => one?.kind !== 'passed')) return false;
  }
  return true;
}
