import type { Eval } from '../evals/eval.js';
import type { CaseChange } from './change.js';

/** Stands for the generated cases of an eval that were not drawn: the program that draws them failed, or nothing it depends on changed. */
export function undrawn(
  one: Eval,
  how: { readonly kind: 'failed'; readonly why: string } | { readonly kind: 'not-affected' },
): CaseChange {
  const none = { passed: 0, failed: 0 };
  const failed = how.kind === 'failed';
  return {
    id: `${one.id}/(generate)`,
    eval: one.id,
    name: '(generate)',
    kind: failed ? 'unmeasured' : 'not-affected',
    gate: failed ? one.when.unclear : 'none',
    why: failed ? how.why : 'none of its paths changed',
    because: [],
    base: none,
    head: none,
  };
}
