/** What one bar is set by, for all cases of a pull request together. */
export interface Court {
  /** Cases that were compared. */
  readonly compared: number;
  /** Breaks that were said before these cases are looked at. */
  readonly broken: number;
  /** Bound on the share of false ones among the breaks that are said, 0 to 1. */
  readonly errorRate: number;
}

/** The evidence that the next break needs. */
export function barOf({ compared, broken, errorRate }: Court): number {
  return compared / (errorRate * (broken + 1));
}

/**
 * Evidence from which on cases are said to be broken: e-BH (Wang and Ramdas 2022), under any dependence between the cases. Several
 * that break at once need less each. Infinity where none is.
 */
export function reachedBar(evidence: readonly number[], court: Court): number {
  const ordered = [...evidence].sort((one, other) => other - one);
  const reached = ordered.filter((it, index) => it >= barOf({ ...court, broken: court.broken + index }));
  return reached.at(-1) ?? Infinity;
}
