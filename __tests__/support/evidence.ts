import type { Evidence } from '../../src/core/compare/change.js';
import type { OpenCase } from '../../src/core/compare/finding.js';
import type { Outcome } from '../../src/core/grade/grade.js';

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  p: { kind: 'passed' },
  f: { kind: 'failed', because: [{ target: 'stdout', summary: 'stdout: expected "b", got "c"' }] },
  d: { kind: 'differs', because: [{ target: 'stdout', summary: 'stdout differs from base' }] },
  u: { kind: 'unmeasured', why: 'was cancelled' },
};

/** Outcomes from letters: p passed, f failed, d differs, u unmeasured. */
export function outcomes(letters: string): readonly Outcome[] {
  return letters.split('').map((letter) => {
    const outcome = OUTCOMES[letter];
    if (outcome === undefined) throw new Error(`no outcome is called ${letter}`);
    return outcome;
  });
}

/** Evidence of one case, its trials as letters. */
export function evidence(base: string, head: string, more: Partial<Evidence> = {}): Evidence {
  return {
    id: 'cli/dates/strict',
    eval: 'cli/dates',
    name: 'strict',
    base: outcomes(base),
    head: outcomes(head),
    own: [],
    absentOnBase: 0,
    absentOnHead: 0,
    ...more,
  };
}

/** A case to be decided, its trials as letters; by default with nothing on record and all reruns left. */
export function openCase(
  base: string,
  head: string,
  more: Partial<Omit<OpenCase, 'evidence'> & Evidence> = {},
): OpenCase {
  const { record = { passed: 0, failed: 0 }, measured = 'command', trials = 1, reruns = 24, ...rest } = more;
  return { evidence: evidence(base, head, rest), record, measured, trials, reruns };
}
