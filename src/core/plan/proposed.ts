import type { Eval } from '../evals/eval.js';

/** An eval that the pull request adds or edits: run on head, shown, never judged by. */
export interface ProposedEval {
  readonly eval: Eval;
  readonly how: 'added' | 'edited';
}

/** Evals of head that base has not, or has otherwise. Compared as they were understood, not as they were written. */
export function proposedEvals(base: readonly Eval[], head: readonly Eval[]): readonly ProposedEval[] {
  const known = new Map(base.map((one) => [one.id, JSON.stringify(one)]));
  return head.flatMap((one): readonly ProposedEval[] => {
    const before = known.get(one.id);
    if (before === undefined) return [{ eval: one, how: 'added' }];
    return before === JSON.stringify(one) ? [] : [{ eval: one, how: 'edited' }];
  });
}

/** Ids of base's evals that head edits, and of those it no longer has: base's versions are used all the same. */
export function changedEvals(base: readonly Eval[], head: readonly Eval[]): readonly string[] {
  const after = new Map(head.map((one) => [one.id, JSON.stringify(one)]));
  return base.filter((one) => after.get(one.id) !== JSON.stringify(one)).map((one) => one.id);
}
