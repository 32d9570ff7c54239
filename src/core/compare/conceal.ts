import type { Case } from '../evals/eval.js';
import type { CaseChange } from './change.js';

/** A change of a case whose input is hidden: the property that failed, and nothing of what went in or came out. */
export function conceal(change: CaseChange, about: Case | undefined): CaseChange {
  if (about?.drawn?.hidden !== true) return change;
  const { property } = about.drawn;
  const summary = property === undefined ? 'fails with an input that is hidden' : `does not hold: ${property}`;
  return {
    ...change,
    why: change.kind === 'unmeasured' ? 'it was not measured, with an input that is hidden' : change.why,
    because: change.because.length === 0 ? [] : [{ target: 'hidden', summary }],
  };
}
