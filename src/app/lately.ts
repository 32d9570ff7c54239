import type { CaseChange } from '../core/compare/change.js';
import { readLately, writeLately, type Glimpse, type Lately } from '../core/plan/lately.js';
import type { Plan } from '../core/plan/plan.js';
import { unitOfMetric } from '../core/plan/unit.js';
import type { Trial } from '../core/run/trial.js';
import type { Bench } from './bench.js';

/** What was ended would have taken longer: it is begun again only where there is more time. */
const LONGER = 2;

/** What the last runs here saw; nothing where that cannot be read: it only orders what comes next. */
export async function recallLately({ world }: Bench): Promise<Lately> {
  const text = await world.lately?.load().catch(() => undefined);
  return readLately(text ?? '');
}

interface Saw {
  readonly plan: Plan;
  readonly changes: readonly CaseChange[];
  /** Trials that were ended because the time was over. */
  readonly ended: readonly Trial[];
}

/** Keeps what this run saw, for the next one's order. A run never fails for it. */
export async function keepLately(bench: Bench, { plan, changes, ended }: Saw): Promise<void> {
  const { lately } = bench.world;
  if (lately === undefined) return;
  const known = await recallLately(bench);
  const bad = new Set(changes.filter(({ head }) => head.failed > 0).flatMap(namesOf));
  const seen = plan.units.flatMap(({ id }): readonly Glimpse[] => {
    const trial = bench.ledger.shown(id, 'head');
    if (trial === undefined || trial.ending.kind === 'cancelled') return [];
    return [{ unit: id, seconds: trial.duration, failed: bad.has(id) }];
  });
  const cut = ended.map(({ unit, duration }) => ({
    unit,
    seconds: Math.max(LONGER * duration, known.get(unit)?.seconds ?? 0),
    failed: known.get(unit)?.failed ?? false,
  }));
  await lately.replace(writeLately(known, [...cut, ...seen])).catch(() => undefined);
}

/** A unit is a case, or a suite by its eval's id; a metric is its case's. */
function namesOf({ id, eval: of }: CaseChange): readonly string[] {
  return [unitOfMetric(id), of];
}
