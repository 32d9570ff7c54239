import { code, counted, listed, say, type Block, type Sentence } from './document.js';
import type { Groups } from './groups.js';
import type { Limits } from './limits.js';
import type { Result } from './result.js';

/** What a run with few seconds says where nothing else leaves a doubt: how far it came, and that nothing broke there. */
export function reachedWords({ seconds, reached, planned }: NonNullable<Result['quick']>): Sentence {
  const time = counted(seconds, 'second');
  if (reached === 0) return say`${time} reached none of the ${planned} cases and suites`;
  return say`nothing broke in the ${reached} of ${planned} cases and suites that ${time} reached`;
}

/** What it did not get to, and how to run all of it. */
export function notReachedBlocks({ notReached }: Groups, { names }: Limits): readonly Block[] {
  if (notReached.length === 0) return [];
  const ids = notReached.map((one) => (one.case === '(suite)' ? one.eval : one.id));
  const words = say`Not reached, and so not known: ${listed(ids, names)}. To run all of it, leave out ${code('--quick')}.`;
  return [{ kind: 'paragraph', words }];
}
