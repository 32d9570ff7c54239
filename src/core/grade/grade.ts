/** Why a grader decided as it did, in words. */
export interface Because {
  /** What was judged: `exit`, `stdout`, `stderr`, a file's path, `script`, `judge`, `test`. */
  readonly target: string;
  /** One sentence without markup: "stdout: expected \"b\", got \"c\" at line 1, column 3". */
  readonly summary: string;
  readonly expected?: string;
  readonly got?: string;
  /** The first difference, in words: "first difference at line 3, column 5". */
  readonly difference?: string;
}

/**
 * What a trial says of a case. `differs`: every grader with an expectation passed, but a `same-as-base` found a difference.
 * `score`: a judge's, 0 to 1. `unmeasured`: the trial says nothing (not started for a reason of ours, cancelled, a report that cannot be believed).
 */
export type Outcome =
  | { readonly kind: 'passed'; readonly score?: number }
  | { readonly kind: 'failed'; readonly because: readonly [Because, ...Because[]]; readonly score?: number }
  | { readonly kind: 'differs'; readonly because: readonly [Because, ...Because[]] }
  | {
      readonly kind: 'unmeasured';
      readonly why: string;
      /** Another trial would say no more: a setup that does not work. */
      readonly lasting?: true;
    };

/** What one trial says of one case. */
export interface Grade {
  /** `EVAL/CASE`. */
  readonly id: string;
  /** The case's own name: for a suite's test its free text. */
  readonly name: string;
  readonly outcome: Outcome;
  /** Seconds, where the suite's report or the trial tells. */
  readonly duration?: number;
  /** File of the test, where the report tells: relative to the tree's root. */
  readonly file?: string;
  /** What the suite's own runner filters this test by, where the report tells: see TestResult. */
  readonly filter?: string;
}
