import type { CaseChange, ChangeKind } from '../compare/change.js';
import { undrawn } from '../compare/undrawn.js';
import type { Eval } from '../evals/eval.js';

/** What is wrong with evals themselves, whatever the pull request does: why, by the eval's id. */
export interface Flaws {
  /** Their generated cases could not be drawn. */
  readonly undrawn: ReadonlyMap<string, string>;
  /** A known-bad variant of base does not make them fail. */
  readonly toothless: ReadonlyMap<string, string>;
}

export const NO_FLAWS: Flaws = { undrawn: new Map(), toothless: new Map() };

/** What an eval without teeth cannot be believed: that all is well, or was never better. What it does notice stands. */
const DOUBTFUL: readonly ChangeKind[] = ['passes', 'still-passes', 'fixed', 'still-fails', 'flaky'];

/** The changes of some evals with what their flaws leave unmeasured. */
export function withFlaws(changes: readonly CaseChange[], evals: readonly Eval[], flaws: Flaws): readonly CaseChange[] {
  const byId = new Map(evals.map((one) => [one.id, one]));
  const lacking = evals.flatMap((one) => {
    const why = flaws.undrawn.get(one.id);
    return why === undefined ? [] : [undrawn(one, { kind: 'failed', why })];
  });
  return [...changes.map((change) => withoutTeeth(change, byId.get(change.eval), flaws)), ...lacking];
}

function withoutTeeth(change: CaseChange, one: Eval | undefined, { toothless }: Flaws): CaseChange {
  const why = toothless.get(change.eval);
  if (why === undefined || one === undefined || !DOUBTFUL.includes(change.kind)) return change;
  return { ...change, kind: 'unmeasured', gate: one.when.unclear, why: `its eval has no teeth: ${why}` };
}
