/** How much better, or worse, head did in one place: head's score less base's, -1 to 1. */
export interface Difference {
  /** What shares its cause: these differences have one sign between them. */
  readonly cluster: string;
  readonly by: number;
}

/** Differences are counted in steps of this size: a judge's scores are no finer. */
const STEP = 0.01;

/**
 * The chance, 0 to 1, that differences of these sizes come out so low together, or lower, where the sides are alike and each sign is
 * as likely as the other (one-sided sign-flip permutation test, exact).
 */
export function signFlip(differences: readonly Difference[]): number {
  const sums = clusterSums(differences);
  const sizes = sums.map(Math.abs).filter((size) => size > 0);
  const most = sizes.reduce((total, size) => total + size, 0);
  const observed = sums.reduce((total, sum) => total + sum, 0);
  // What all flips come to, moved so that the lowest sum is at 0.
  let chances: readonly number[] = [1];
  for (const size of sizes) chances = flipped(chances, 2 * size);
  const lowest = chances.slice(0, observed + most + 1);
  return Math.min(
    1,
    lowest.reduce((total, chance) => total + chance, 0),
  );
}

function flipped(chances: readonly number[], apart: number): readonly number[] {
  return Array.from(
    { length: chances.length + apart },
    (_, at) => ((chances[at] ?? 0) + (chances[at - apart] ?? 0)) / 2,
  );
}

function clusterSums(differences: readonly Difference[]): readonly number[] {
  const sums = new Map<string, number>();
  for (const { cluster, by } of differences) sums.set(cluster, (sums.get(cluster) ?? 0) + Math.round(by / STEP));
  return [...sums.values()];
}
