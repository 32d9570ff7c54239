import type { Evidence } from '../core/compare/change.js';
import { chanceToSay, type Typical } from '../core/compare/could-have-seen.js';
import { tallyOf } from '../core/compare/evidence.js';
import { runsOf } from '../core/compare/finding.js';
import type { Plan } from '../core/plan/plan.js';
import { comparesWithBase } from '../core/plan/unit.js';
import type { RunFacts } from '../core/report/build-result.js';
import type { Bench } from './bench.js';
import { crowdsIn, measuredOf, type Hearing } from './hearing.js';

/** What a run could have seen: the chances that it says so, if its typical case stops working, or works every second time. */
export function foresee({ ledger, world }: Bench, plan: Plan, hearing: Hearing): RunFacts['couldHaveSeen'] {
  const compared = hearing.evals.flatMap((id) => ledger.evidence(id)).filter(wasCompared);
  const cases = compared.map((one) => ({ one, record: hearing.recordOf(one) }));
  const ordered = cases.sort((one, other) => runsOf(one.record) - runsOf(other.record));
  const middle = ordered[Math.floor((ordered.length - 1) / 2)];
  const unit = plan.units.find(({ id, eval: { id: evalId } }) => id === middle?.one.id || evalId === middle?.one.eval);
  if (middle === undefined || unit === undefined || world.signal.aborted) return undefined;
  const { trials, reruns } = unit.eval;
  const { record } = middle;
  const measured = measuredOf(unit);
  const typical: Typical = { record, measured, trials, reruns, baseAtOnce: comparesWithBase(unit) };
  const court = { compared: compared.length, broken: 0, errorRate: hearing.errorRate };
  const setting = { court, crowd: crowdsIn(compared, hearing)(measured)(middle.one) };
  const chance = (failing: number): number => Math.round(1000 * chanceToSay(typical, failing, setting)) / 1000;
  return { everyTime: chance(1), everySecondTime: chance(0.5) };
}

function wasCompared({ head }: Evidence): boolean {
  return runsOf(tallyOf(head)) > 0;
}
