/** The decision about a pull request (SPEC section 6). */
export type VerdictKind = 'nothing-broke' | 'broke' | 'could-not-tell';

/** Who has to act before the answer can change; `nobody`: it is good, or the next run may settle it. */
export type NextActor = 'agent' | 'maintainer' | 'nobody';

export interface Reason {
  readonly code:
    | 'broke'
    | 'removed'
    | 'changed'
    | 'rewritten'
    | 'suspect'
    | 'unmeasured'
    | 'nothing-measured'
    | 'no-evals-on-base'
    | 'budget-spent'
    | 'not-reached'
    | 'no-sandbox'
    | 'incomplete-record'
    | 'not-run'
    | 'refused-record'
    | 'workflow-changed'
    | 'not-an-agent'
    | 'conflict'
    | 'bad-evals'
    | 'error';
  /** One sentence for people, without markup. */
  readonly text: string;
}

export interface Verdict {
  readonly kind: VerdictKind;
  readonly reasons: readonly Reason[];
  readonly next: NextActor;
}
