import { own, say, type Sentence } from './document.js';
import type { ChangeKind } from '../compare/change.js';
import type { Result } from './result.js';
import { CHANGE_WORDS } from './words.js';

/** The order in which counts are told: what matters most first. `pass` covers both kinds of passing. */
const ORDER = [
  'broke',
  'removed',
  'changed',
  'rewritten',
  'suspect',
  'unmeasured',
  'blocked',
  'accepted',
  'flaky',
  'still-fails',
  'fixed',
  'added',
  'still-passes',
  'not-affected',
] as const satisfies readonly ChangeKind[];

/** "217 cases: 1 broke, 3 blocked, 213 pass". */
export function countsOf({ counts }: Result): Sentence {
  const told = ORDER.map((kind) => ({ kind, count: countOf(counts, kind) })).filter(({ count }) => count > 0);
  const all = told.reduce((sum, { count }) => sum + count, 0);
  const parts = told.flatMap(
    ({ kind, count }, at) => say`${own(at === 0 ? ': ' : ', ')}${count} ${own(CHANGE_WORDS[kind].counted)}`,
  );
  return say`${all} ${own(all === 1 ? 'case' : 'cases')}${parts}`;
}

function countOf(counts: Result['counts'], kind: (typeof ORDER)[number]): number {
  const passes = kind === 'still-passes' ? (counts.passes ?? 0) : 0;
  return (counts[kind] ?? 0) + passes;
}
