import type { ChangeKind } from '../compare/change.js';
import type { CaseResult, Result } from './result.js';

/** The cases of a result by what a reader has to do about them. */
export interface Groups {
  /** What makes the verdict `broke`, gravest kind first. */
  readonly breaks: readonly CaseResult[];
  /** What makes it `could-not-tell`. */
  readonly doubts: readonly CaseResult[];
  /** What would be in one of the two, but for a policy that only warns. */
  readonly warned: readonly CaseResult[];
  /** What a run with few seconds did not come to: no other group has it. */
  readonly notReached: readonly CaseResult[];
  /** The cases of one kind. */
  readonly of: (kind: ChangeKind) => readonly CaseResult[];
}

const BREAKS: readonly ChangeKind[] = ['broke', 'removed', 'changed', 'rewritten'];
const DOUBTS: readonly ChangeKind[] = ['suspect', 'unmeasured'];

export function groupsOf({ cases }: Result): Groups {
  const notReached = cases.filter((one) => one.notReached === true);
  const byKind = groupedBy(
    cases.filter((one) => one.notReached !== true),
    (one) => one.change,
  );
  const of = (kind: ChangeKind) => byKind.get(kind) ?? [];
  const gated = (kinds: readonly ChangeKind[]) => kinds.flatMap(of).filter(stops);
  return {
    breaks: gated(BREAKS),
    doubts: gated(DOUBTS),
    warned: [...BREAKS, ...DOUBTS].flatMap(of).filter((one) => !stops(one)),
    notReached,
    of,
  };
}

/** Items under the key they share, keys and items in the order in which they come. */
export function groupedBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Whether the case stands in the way of a merge. */
function stops({ gate }: CaseResult): boolean {
  return gate === 'block' || gate === 'ask';
}
