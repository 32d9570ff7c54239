import type { Tally } from '../compare/change.js';

/** What is known of one broken case, and what was seen of it at commits, which count from 0, oldest first; the last is head. */
export interface Suspect {
  readonly commits: number;
  /** Shares of its runs that may fail where it works. */
  readonly flakes: Flakes;
  readonly seen: ReadonlyMap<number, Tally>;
  /** Commits that broke other cases: breaks mostly share theirs. */
  readonly hints?: readonly number[];
}

/** How often a case may fail where it works, and how likely each rate is: what is not known for sure shows while the search goes on. */
export type Flakes = readonly { readonly rate: number; readonly share: number }[];

/**
 * For each commit, and then for none of them, the chance that the break came with it, and that the case fails where it works at each of
 * its flake rates, and else at each of BREAKS: all pairs, one flake rate after another.
 */
export type Suspicion = readonly (readonly number[])[];

/** How often a break fails, and how common that is. */
const BREAKS = [
  { rate: 0.995, share: 0.8 },
  { rate: 0.7, share: 0.14 },
  { rate: 0.4, share: 0.06 },
] as const;
/** Chance, before anything is seen, that no commit broke it. */
const NONE = 0.05;
/** Share of the rest that goes to the commits that broke other cases. */
const HINTED = 0.8;

/**
 * Two-sided noisy bisection: from its culprit on a case fails at the break's rate, before it at its own. Both sides err now and
 * then, so that neither a pass nor a failure settles anything by itself. Sums to 1.
 */
export function suspicionOf(suspect: Suspect): Suspicion {
  const { commits, seen } = suspect;
  const pairs = pairsOf(suspect.flakes);
  const weights = Array.from({ length: commits + 1 }, (_, culprit) =>
    pairs.map(({ working, broken, share }) =>
      [...seen].reduce(
        (product, [commit, tally]) => product * chanceOf(tally, commit < culprit ? working : broken),
        share * chanceBefore(culprit, suspect),
      ),
    ),
  );
  const total = sum(weights.map(sum));
  return weights.map((one) => one.map((weight) => weight / total));
}

function pairsOf(
  flakes: Flakes,
): readonly { readonly working: number; readonly broken: number; readonly share: number }[] {
  return flakes.flatMap((flake) =>
    BREAKS.map(({ rate, share }) => ({ working: flake.rate, broken: rate, share: share * flake.share })),
  );
}

function chanceBefore(culprit: number, { commits, hints = [] }: Suspect): number {
  if (culprit === commits) return NONE;
  const hinted = hints.length === 0 ? 0 : HINTED;
  const own = hints.includes(culprit) ? hinted / new Set(hints).size : 0;
  return (1 - NONE) * (own + (1 - hinted) / commits);
}

/** The chance of each commit, and of none, however often the break fails. */
export function culpritChances(suspicion: Suspicion): readonly number[] {
  return suspicion.map(sum);
}

/** For each commit, how much less uncertain of the culprit one more run there leaves us, in nats, averaged over what it may say. */
export function gains(suspicion: Suspicion, flakes: Flakes): readonly number[] {
  const chances = culpritChances(suspicion);
  const pairs = pairsOf(flakes);
  const now = -sum(chances.map(information));
  const weighed = (by: (pair: (typeof pairs)[number]) => number): readonly number[] => {
    const factors = pairs.map(by);
    return suspicion.map((one) => sum(one.map((chance, at) => chance * (factors[at] ?? 0))));
  };
  const failed = uncertainty(
    weighed(({ broken }) => broken),
    weighed(({ working }) => working),
  );
  const passed = uncertainty(
    weighed(({ broken }) => 1 - broken),
    weighed(({ working }) => 1 - working),
  );
  return chances.slice(0, -1).map((_, commit) => now - (failed[commit] ?? 0) - (passed[commit] ?? 0));
}

/**
 * What an outcome at each commit leaves uncertain, times its chance: culprits up to that commit bring it about by chances of
 * `broken`, later ones by those of `working`.
 */
function uncertainty(broken: readonly number[], working: readonly number[]): readonly number[] {
  let mass = sum(working);
  let known = sum(working.map(information));
  return broken.slice(0, -1).map((chance, commit) => {
    const other = working[commit] ?? 0;
    mass += chance - other;
    known += information(chance) - information(other);
    return information(mass) - known;
  });
}

function information(chance: number): number {
  return chance <= 0 ? 0 : chance * Math.log(chance);
}

function chanceOf({ passed, failed }: Tally, rate: number): number {
  return rate ** failed * (1 - rate) ** passed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
