import type { Tally } from '../compare/change.js';

/** What is known of one broken case, and what was seen of it at commits, which count from 0, oldest first; the last is head. */
export interface Suspect {
  readonly commits: number;
  /** Share of its runs that fail where it works: see `failRateOf`. */
  readonly flake: number;
  readonly seen: ReadonlyMap<number, Tally>;
  /** Commits that broke other cases: breaks mostly share theirs. */
  readonly hints?: readonly number[];
}

/** For each commit, and then for none of them, the chance that the break came with it, and fails as often as each of BREAKS. */
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
  const { commits, flake, seen } = suspect;
  const weights = Array.from({ length: commits + 1 }, (_, culprit) =>
    BREAKS.map(({ rate, share }) =>
      [...seen].reduce(
        (product, [commit, tally]) => product * chanceOf(tally, commit < culprit ? flake : rate),
        share * chanceBefore(culprit, suspect),
      ),
    ),
  );
  const total = sum(weights.map(sum));
  return weights.map((one) => one.map((weight) => weight / total));
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
export function gains(suspicion: Suspicion, flake: number): readonly number[] {
  const chances = culpritChances(suspicion);
  const now = -sum(chances.map(information));
  const failing = suspicion.map((one) => sum(one.map((chance, at) => chance * (BREAKS[at]?.rate ?? 0))));
  const passing = suspicion.map((one) => sum(one.map((chance, at) => chance * (1 - (BREAKS[at]?.rate ?? 0)))));
  const failed = uncertainty(failing, scaled(chances, flake));
  const passed = uncertainty(passing, scaled(chances, 1 - flake));
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

function scaled(chances: readonly number[], by: number): readonly number[] {
  return chances.map((chance) => chance * by);
}

function chanceOf({ passed, failed }: Tally, rate: number): number {
  return rate ** failed * (1 - rate) ** passed;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
