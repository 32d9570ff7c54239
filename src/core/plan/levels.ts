import type { Eval } from '../evals/eval.js';

/** Evals in layers: each eval stands after all that it needs. The reader of eval files has refused cycles. */
export function levelsOf(evals: readonly Eval[]): readonly (readonly Eval[])[] {
  const byId = new Map(evals.map((one) => [one.id, one]));
  const depths = new Map<string, number>();
  const depthOf = (one: Eval): number => {
    const known = depths.get(one.id);
    if (known !== undefined) return known;
    depths.set(one.id, 0);
    const needed = one.needs.flatMap((id) => byId.get(id) ?? []);
    const depth = needed.length === 0 ? 0 : 1 + Math.max(...needed.map(depthOf));
    depths.set(one.id, depth);
    return depth;
  };
  const levels = new Map<number, Eval[]>();
  for (const one of evals) levels.set(depthOf(one), [...(levels.get(depthOf(one)) ?? []), one]);
  return [...levels].sort(([one], [other]) => one - other).map(([, level]) => level);
}
