import type { Because, Outcome } from '../grade/grade.js';

/** What is known of how a case failed: enough to tell one break from another. */
export interface Failure {
  readonly outcome: Outcome;
  /** What the trial wrote to its error stream. */
  readonly stderr: string;
}

/** Bytes of an error stream's end that are looked at. */
const TAIL = 4000;
const ERROR = /[\p{L}_]*(?:Error|Exception|Warning|panicked|[Uu]ndefined|[Uu]nresolved|not found|Traceback)\b/gu;

/**
 * Whether two failures are of one kind: the same expectations are not met, the program ends alike, and no other sort of error is
 * named. Half of a change fails in ways of its own, which say nothing of the break that is looked for.
 */
export function isSameBreak(one: Failure, other: Failure): boolean {
  return signature(one) === signature(other);
}

function signature({ outcome, stderr }: Failure): string {
  if (outcome.kind !== 'failed' && outcome.kind !== 'differs') return outcome.kind;
  const targets = outcome.because.map((because) => (because.target === 'exit' ? ending(because) : because.target));
  const texts = [...outcome.because.flatMap(({ summary, got }) => [summary, got ?? '']), stderr.slice(-TAIL)];
  const errors = texts.flatMap((text) => text.match(ERROR) ?? []);
  return JSON.stringify([outcome.kind, [...new Set(targets)].sort(), [...new Set(errors)].sort()]);
}

function ending({ summary, got }: Because): string {
  return `exit ${got ?? summary}`.replace(/\d+(?:\.\d+)? ?m?s\b/g, '');
}
