import type { CaseChange } from '../core/compare/change.js';
import { fellTogether } from '../core/compare/fell-together.js';
import type { Plan } from '../core/plan/plan.js';
import { judgeOf } from '../core/plan/unit.js';
import type { Bench } from './bench.js';

/** What all judged cases say together, beside what each is called by itself. */
export function judgedTogether(
  { ledger }: Bench,
  plan: Plan,
  { changes, errorRate }: { readonly changes: readonly CaseChange[]; readonly errorRate: number },
): readonly CaseChange[] {
  const broken = new Set(changes.filter(({ kind }) => kind === 'broke' || kind === 'blocked').map(({ id }) => id));
  const cases = plan.units.flatMap((unit) => {
    if (unit.kind === 'suite' || judgeOf(unit) === undefined || broken.has(unit.id)) return [];
    const { trials, when } = unit.eval;
    const { stdin, files } = unit.case;
    const alone = stdin === '' && files.length === 0;
    const cluster = alone ? unit.id : JSON.stringify([stdin, files]);
    const evidence = ledger.evidence(unit.eval.id).filter(({ id }) => id === unit.id);
    return evidence.map((one) => ({ evidence: one, trials, cluster, gate: when.broke }));
  });
  return fellTogether(cases, errorRate);
}
