import type { Able } from '../core/audit/score.js';
import type { Audit } from '../core/audit/audit.js';
import type { Evidence } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import { differs, watchersFrom, type Watcher } from './watchers.js';

/** Seconds that a trial may take in any case, and how many times what it took without a mistake: then it hangs. */
const [LEAST_TIME, LONGER] = [5, 5];

export interface AbleCases {
  /** The quickest first. */
  readonly watchers: readonly Watcher[];
  readonly evals: readonly Able[];
  readonly unable: Audit['cannotNotice'];
}

/** The cases that pass each time where nothing is wrong: only these can notice a mistake. Both sides are the same tree. */
export function ableCases({ ledger }: Bench, plan: Plan): AbleCases {
  const evals = [...new Set(plan.units.map((unit) => unit.eval.id))];
  const asked = new Set(plan.units.map(({ id }) => id));
  const evidence = evals.flatMap((id) => ledger.evidence(id)).filter((one) => asked.has(one.id) || asked.has(one.eval));
  const sure = evidence
    .filter((one) => whyUnable(one) === undefined)
    .map(({ id, eval: of }) => ({ id, eval: of, onHead: 'passes' as const }));
  const seconds = (unit: Unit): number => ledger.shown(unit.id, 'head')?.duration ?? 0;
  // What a judge or a number would say of other output matters only where output is the same each time.
  const wavers = ({ id }: Unit): boolean => differs(ledger.shown(id, 'base'), ledger.shown(id, 'head'));
  const watching = ({ unit, cases, heard }: Watcher): Watcher => ({
    unit: hurried(unit, LEAST_TIME + LONGER * seconds(unit)),
    cases,
    heard: wavers(unit) ? 'whole' : heard,
  });
  return {
    watchers: watchersFrom(plan, sure)
      .map(watching)
      .sort((one, other) => seconds(one.unit) - seconds(other.unit)),
    evals: evals.map((id) => ({ id, cases: sure.filter((one) => one.eval === id).length })),
    unable: evidence.flatMap((one) => {
      const why = whyUnable(one);
      return why === undefined ? [] : [{ id: one.id, eval: one.eval, why }];
    }),
  };
}

function whyUnable({ base, head, absentOnBase, absentOnHead }: Evidence): string | undefined {
  const all = [...base, ...head];
  const unmeasured = all.flatMap((one) => (one.kind === 'unmeasured' ? one.why : []))[0];
  if (unmeasured !== undefined) return unmeasured;
  const passed = all.filter(({ kind }) => kind === 'passed').length;
  if (passed === 0) return 'fails without any mistake';
  return passed < all.length || absentOnBase + absentOnHead > 0 ? 'wavers without any mistake' : undefined;
}

/** A mistake can make a program run forever. */
function hurried(unit: Unit, seconds: number): Unit {
  if (unit.kind === 'suite') return { ...unit, eval: { ...unit.eval, timeout: Math.min(unit.eval.timeout, seconds) } };
  return { ...unit, case: { ...unit.case, timeout: Math.min(unit.case.timeout, seconds) } };
}
