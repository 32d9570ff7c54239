import type { Case, CommandEval, Eval, SuiteEval } from '../evals/eval.js';

/** What one trial runs: a case of a command eval, or a suite as a whole. */
export type Unit =
  | { readonly kind: 'case'; readonly id: string; readonly eval: CommandEval; readonly case: Case }
  | { readonly kind: 'suite'; readonly id: string; readonly eval: SuiteEval };

export function unitsOf(one: Eval): readonly Unit[] {
  if (one.kind === 'suite') return [{ kind: 'suite', id: one.id, eval: one }];
  return one.cases.map((it) => ({ kind: 'case', id: `${one.id}/${it.name}`, eval: one, case: it }));
}

/** True when head cannot be judged without running base too: suites, and whatever must be the same as on base. */
export function comparesWithBase(unit: Unit): boolean {
  return unit.kind === 'suite' || usesBase(unit.case);
}

function usesBase({ graders }: Case): boolean {
  const texts = [...graders.stdout, ...graders.stderr, ...graders.files.flatMap((file) => file.graders)];
  return graders.exit.kind === 'same-as-base' || texts.some((grader) => grader.kind === 'same-as-base');
}
