import type { Evidence, Tally } from './change.js';
import type { Measured } from './fail-rates.js';

/** What the evidence says of a case, before needs, gates and accepts are looked at. */
export type Finding =
  | 'broke'
  | 'removed'
  | 'changed'
  | 'rewritten'
  | 'suspect'
  | 'unmeasured'
  | 'flaky'
  | 'still-fails'
  | 'fixed'
  | 'still-passes'
  | 'passes'
  | 'added';

export type Decision =
  | {
      readonly kind: 'decided';
      readonly finding: Finding;
      /** What the counts alone do not tell, in words. */
      readonly note?: string;
    }
  /** Not decided: so many more trials are wanted on each side; none on either: it waits for what others of this round say. */
  | { readonly kind: 'in-doubt'; readonly base: number; readonly head: number };

/** A case that is to be decided. */
export interface OpenCase {
  readonly evidence: Evidence;
  /** Passes and failures of base's earlier runs. */
  readonly record: Tally;
  readonly measured: Measured;
  /** Trials that every case starts with, on each side. */
  readonly trials: number;
  /** How many more may be spent, both sides together. */
  readonly reruns: number;
}

export function decided(finding: Finding, note?: string): Decision {
  return { kind: 'decided', finding, ...(note !== undefined && { note }) };
}

/** Asks for trials, or falls back on a finding where they are not to be had. */
export function more(wanted: { base: number; head: number }, reruns: number, otherwise: Finding): Decision {
  if (wanted.base + wanted.head > reruns) return decided(otherwise);
  return { kind: 'in-doubt', ...wanted };
}

export function runsOf({ passed, failed }: Tally): number {
  return passed + failed;
}
