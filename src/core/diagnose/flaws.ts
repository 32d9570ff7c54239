import type { CaseChange } from '../compare/change.js';
import { undrawn } from '../compare/undrawn.js';
import type { Eval } from '../evals/eval.js';

/** What is wrong with evals themselves, whatever the pull request does: why, by the eval's id. */
export interface Flaws {
  /** Their generated cases could not be drawn. */
  readonly undrawn: ReadonlyMap<string, string>;
}

export const NO_FLAWS: Flaws = { undrawn: new Map() };

/** The changes of some evals with what their flaws leave unmeasured. */
export function withFlaws(changes: readonly CaseChange[], evals: readonly Eval[], flaws: Flaws): readonly CaseChange[] {
  const lacking = evals.flatMap((one) => {
    const why = flaws.undrawn.get(one.id);
    return why === undefined ? [] : [undrawn(one, { kind: 'failed', why })];
  });
  return [...changes, ...lacking];
}
