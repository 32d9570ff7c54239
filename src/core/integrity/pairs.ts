/** Takes out what both lists hold, each as often as both hold it. */
export function withoutCommon<T>(
  base: readonly T[],
  head: readonly T[],
  keyOf: (one: T) => string,
): { readonly base: readonly T[]; readonly head: readonly T[] } {
  const pairs = pairedBy(base, head, keyOf);
  const [taken, given] = [new Set(pairs.map(([one]) => one)), new Set(pairs.map(([, one]) => one))];
  return { base: base.filter((one) => !taken.has(one)), head: head.filter((one) => !given.has(one)) };
}

/** Pairs of one key, in their order. */
export function pairedBy<T>(
  base: readonly T[],
  head: readonly T[],
  keyOf: (one: T) => string,
): readonly (readonly [T, T])[] {
  const open = new Map<string, T[]>();
  for (const one of head) {
    const key = keyOf(one);
    const same = open.get(key);
    if (same === undefined) open.set(key, [one]);
    else same.push(one);
  }
  return base.flatMap((one): readonly (readonly [T, T])[] => {
    const other = open.get(keyOf(one))?.shift();
    return other === undefined ? [] : [[one, other]];
  });
}
