/** Fail rates that a case may have: the grid over which all sums of the evidence number run. */
export const FAIL_RATES = [0.0005, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7] as const;

/** How a case is judged: by a program's own answer, or by a language model's opinion, which wavers more. */
export type Measured = 'command' | 'graded';

interface Profile {
  /** How common each of the FAIL_RATES is, before anything was seen. */
  readonly weights: readonly number[];
  /** Least share given to "it fails at any rate now, on both sides": outages, and flakiness that has changed. */
  readonly distrust: number;
  /** Share of what was known of a case that is forgotten. */
  readonly forgotten: number;
  /** Evidence at which reruns stop. */
  readonly low: number;
  /** Runs at most between two looks at a case that the first few did not settle. Who wavers more would be waited for more often. */
  readonly batch: number;
}

/** Fitted to published flake rates of test suites and of model-graded evals. */
export const PROFILES: Readonly<Record<Measured, Profile>> = {
  command: {
    weights: [0.42, 0.15, 0.1, 0.08, 0.07, 0.05, 0.04, 0.035, 0.025, 0.015, 0.01, 0.005],
    distrust: 0.01,
    forgotten: 0.02,
    low: 2,
    batch: 6,
  },
  graded: {
    weights: [0.12, 0.08, 0.1, 0.12, 0.13, 0.12, 0.11, 0.09, 0.06, 0.04, 0.02, 0.01],
    distrust: 0.02,
    forgotten: 0.05,
    low: 1,
    batch: 9,
  },
};
