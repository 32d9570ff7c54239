/**
 * How much better "head is worse" explains these worsenings than "they fall either way alike" does: the mean of two e-processes,
 * which is one itself. The one by signs holds whatever the noise looks like; the one by t is fast where it is tame.
 */
export function pairEvidence(worsenings: readonly number[]): number {
  return (signEvidence(worsenings) + tEvidence(worsenings)) / 2;
}

/**
 * A bet on the share of worse pairs, by Krichevsky and Trofimov: the likelihood under Beta(1/2, 1/2) over that of a fair coin.
 * Pairs without a difference say nothing; 0 where fewer than half are worse.
 */
export function signEvidence(worsenings: readonly number[]): number {
  const worse = worsenings.filter((it) => it > 0).length;
  const better = worsenings.filter((it) => it < 0).length;
  if (worse < better) return 0;
  let evidence = 1;
  for (let seen = 0; seen < worse; seen += 1) evidence *= (2 * (seen + 0.5)) / (seen + 1);
  for (let seen = 0; seen < better; seen += 1) evidence *= (2 * (seen + 0.5)) / (worse + seen + 1);
  return evidence;
}

/** A t-test that may be looked at after each pair: a mixture over effects with variance 1. 0 where the mean is not worse. */
export function tEvidence(worsenings: readonly number[]): number {
  const count = worsenings.length;
  if (count < 2) return 1;
  const mean = worsenings.reduce((sum, it) => sum + it, 0) / count;
  if (mean <= 0) return 0;
  const spread = worsenings.reduce((sum, it) => sum + (it - mean) ** 2, 0);
  const free = count - 1;
  // t² / free, with the spread multiplied out: a spread of 0 has a value too.
  const squared = count * mean ** 2;
  const fit = (spread + squared) / (spread + squared / (1 + count));
  return fit ** ((free + 1) / 2) / Math.sqrt(1 + count);
}
