/**
 * What running the evals says of a tree without some parts of a change. `shown`: everything still passes, but something writes
 * other output. `dark`: nothing tells it from head. `unknown`: it cannot be made, or says nothing.
 */
export type Notice = 'noticed' | 'shown' | 'dark' | 'unknown';

export interface Unnoticed {
  /** Parts by number, each list taken back at once. */
  readonly dark: readonly (readonly number[])[];
  readonly shown: readonly (readonly number[])[];
  /** Parts that nothing is known of. */
  readonly open: readonly number[];
}

/**
 * Looks for the parts of a change that no eval would miss: yields parts to take back at once, is told what came of it, and halves
 * what was not dark, the heaviest group first. `closed` adds what cannot stay without a part. Told `stop`, it ends with what it has.
 */
export function* unnoticedParts(
  weights: readonly number[],
  closed: (some: readonly number[]) => readonly number[],
): Generator<readonly number[], Unnoticed, Notice | 'stop'> {
  const found: Record<'dark' | 'shown', (readonly number[])[]> = { dark: [], shown: [] };
  const known = new Set<number>();
  const unclear: number[] = [];
  let groups: readonly (readonly number[])[] = [weights.map((_, at) => at)];
  for (;;) {
    const [group, rest] = heaviest(groups, weights, known);
    const open = (): readonly number[] => [...unclear, ...group, ...rest.flat()].filter((at) => !known.has(at));
    if (group.length === 0) return { ...found, open: open() };
    const part = closed(group);
    const notice = yield part;
    if (notice === 'stop') return { ...found, open: open() };
    groups = rest;
    if (notice === 'dark' || (notice === 'shown' && group.length === 1)) {
      found[notice].push(part.filter((at) => !known.has(at)));
      for (const at of part) known.add(at);
    } else if (group.length > 1) {
      const middle = Math.ceil(group.length / 2);
      groups = [...rest, group.slice(0, middle), group.slice(middle)];
    } else if (notice === 'unknown') unclear.push(...group);
  }
}

/** The group with the most weight of what nothing is known of yet, and the others; empty when none is left. */
function heaviest(
  groups: readonly (readonly number[])[],
  weights: readonly number[],
  known: ReadonlySet<number>,
): readonly [readonly number[], readonly (readonly number[])[]] {
  const left = groups.map((group) => group.filter((at) => !known.has(at))).filter((group) => group.length > 0);
  const weigh = (group: readonly number[]): number => group.reduce((sum, at) => sum + (weights[at] ?? 0), 0);
  const [first = [], ...others] = [...left].sort((one, other) => weigh(other) - weigh(one));
  return [first, others];
}
