/** One way in which a change asks less of the code than base did. */
export type WeakeningKind =
  | 'test-deleted'
  | 'test-skipped'
  | 'test-focused'
  | 'fewer-assertions'
  | 'looser-assertion'
  | 'looser-limit'
  | 'snapshot-updated'
  | 'test-setup-changed'
  | 'lint-loosened'
  | 'check-suppressed'
  | 'ci-changed'
  | 'eval-deleted'
  | 'eval-weakened'
  | 'policy-weakened';

/**
 * How much it says. `sure`: less is asked, whatever the reason. `likely`: less is asked, unless something makes up for it
 * that was not understood. `possible`: it decides how tests run, and its change may be innocent.
 */
export type Strength = 'sure' | 'likely' | 'possible';

export interface Weakening {
  readonly path: string;
  /** On head, counted from 1; absent where head has nothing to point to. */
  readonly line?: number;
  readonly what: WeakeningKind;
  readonly strength: Strength;
  /** What it is about: the name of a test, a setting, a case; empty: the whole file. */
  readonly of: string;
  /** What base says, in its own words. */
  readonly was: string;
  /** What head says, in its own words. */
  readonly is: string;
}

/** A file that differs between the sides. An absent text is a file that the side has not. */
export interface ChangedFile {
  readonly path: string;
  readonly base?: string;
  readonly head?: string;
}

const STRENGTHS: readonly Strength[] = ['sure', 'likely', 'possible'];

/** The surest first, then as a reader would meet them. */
export function byWeight(one: Weakening, other: Weakening): number {
  return (
    STRENGTHS.indexOf(one.strength) - STRENGTHS.indexOf(other.strength) ||
    order(one.path, other.path) ||
    (one.line ?? 0) - (other.line ?? 0) ||
    order(one.of, other.of)
  );
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
