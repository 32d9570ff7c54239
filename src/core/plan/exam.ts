import type { Eval } from '../evals/eval.js';
import type { Policy } from '../evals/policy.js';
import { matcherOf } from './matching.js';
import { chosenFromBase, isBelow, overlay, type Entries } from './compose-tree.js';

/** What pull requests are judged by: the evals and the policy of the examiner's tree (base's, unless asked otherwise). */
export interface Exam {
  readonly evals: readonly Eval[];
  readonly policy: Policy;
}

/** The trees that programs run in. */
export interface ExamTrees {
  /** Base, with the examiner's evals. */
  readonly base: Entries;
  /** Head, with the evals, the tests and the protected files laid over it. */
  readonly head: Entries;
  /** Head with its own tests; the evals and the protected files laid over it. */
  readonly own: Entries;
  /** The evals folder alone: where grader programs run. */
  readonly graders: Entries;
}

export interface Material {
  readonly base: Entries;
  readonly head: Entries;
  readonly examiner: Entries;
  readonly folder: string;
}

export function examTrees({ evals, policy }: Exam, { base, head, examiner, folder }: Material): ExamTrees {
  const evalsOf = (tree: Entries): Entries => tree.filter((entry) => isBelow(entry.path, folder));
  const own = [...policy.protect, ...evals.flatMap((one) => one.protect)];
  const all = [...own, ...evals.flatMap((one) => one.tests)];
  const examined = overlay(base, evalsOf(examiner), (path) => isBelow(path, folder));
  return {
    base: examined,
    head: overlay(head, examined, chosenFromBase(folder, all)),
    own: overlay(head, examined, chosenFromBase(folder, own)),
    graders: evalsOf(examiner),
  };
}

/** Files that the pull request changed although base's version of them is judged. */
export function changedProtected({ evals, policy }: Exam, changed: readonly string[]): readonly string[] {
  return changed.filter(matcherOf([...policy.protect, ...evals.flatMap((one) => one.protect)]));
}

/** Test files that the pull request changed: judged in base's version, and run in its own. */
export function changedTests({ evals }: Exam, changed: readonly string[]): readonly string[] {
  return changed.filter(matcherOf(evals.flatMap((one) => one.tests)));
}

/** From the weakest to the strictest. */
const STRICTNESS = ['off', 'preferred', 'required'] as const satisfies readonly Policy['sandbox'][];

/** The stricter of two: what a caller asks may only tighten what base's policy says. */
export function stricterSandbox(one: Policy['sandbox'], other: Policy['sandbox']): Policy['sandbox'] {
  return STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other;
}
