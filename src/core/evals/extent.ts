const MAX_VALUES = 100_000;
const MAX_DEPTH = 64;

/**
 * Why a value is too much to look at, or undefined. An alias counts as often as it is written: a bomb of 50 aliases would
 * be 2^50 values, and an alias may hold itself.
 */
export function excessOf(value: unknown): string | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let seen = 0; ; seen += 1) {
    const next = open.pop();
    if (next === undefined) return undefined;
    if (seen >= MAX_VALUES) return `more than ${MAX_VALUES} values with aliases written out, expected fewer`;
    if (next.depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH} levels, expected less`;
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const inner of Object.values(next.value)) open.push({ value: inner, depth: next.depth + 1 });
  }
}
