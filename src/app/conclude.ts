import type { CaseChange } from '../core/compare/change.js';
import { changeOf } from '../core/compare/compare-case.js';
import { conceal } from '../core/compare/conceal.js';
import {
  onFoundation,
  setupChange,
  soundnessOf,
  unsoundFoundation,
  withinSuite,
  withoutSetup,
  type BrokenSetup,
  type Foundation,
  type Soundness,
} from '../core/diagnose/consequences.js';
import { withFlaws, type Flaws } from '../core/diagnose/flaws.js';
import { withLoadFailures } from '../core/diagnose/test-files.js';
import type { Case, Eval, Gate } from '../core/evals/eval.js';
import { levelsOf } from '../core/plan/levels.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import type { Hearing } from './hearing.js';
import { asItStands, settle } from './settle.js';
import { settleMetrics } from './settle-metrics.js';

/** Decides every case, foundations first: what stands on a broken one is not rerun. */
export async function conclude(
  bench: Bench,
  plan: Plan,
  { evals, flaws, hearing }: { readonly evals: readonly Eval[]; readonly flaws: Flaws; readonly hearing: Hearing },
): Promise<readonly CaseChange[]> {
  const byId = new Map(evals.map((one) => [one.id, one]));
  const setups = await brokenSetups(bench, plan);
  const soundness = new Map<string, Soundness>();
  const changes: CaseChange[] = [];
  for (const level of levelsOf(evals)) {
    const stands = level.map((one) => ({
      one,
      setup: setups.get(one.id),
      foundation: unsoundFoundation(one, soundness, byId),
    }));
    const found = withFlaws(await concludeLevel(bench, { plan, hearing }, stands), level, flaws);
    for (const one of level) {
      const setup = brokenSetup(setups.get(one.id), one);
      soundness.set(one.id, soundnessOf([...setup, ...found.filter((change) => change.eval === one.id)]));
    }
    changes.push(...found);
  }
  return changes;
}

interface Standing {
  readonly one: Eval;
  readonly setup: BrokenSetup | undefined;
  readonly foundation: Foundation | undefined;
}

async function concludeLevel(
  bench: Bench,
  { plan, hearing }: { plan: Plan; hearing: Hearing },
  stands: readonly Standing[],
): Promise<readonly CaseChange[]> {
  const standing = new Map(stands.map((it) => [it.one.id, it]));
  const isClosed = (unit: Unit): boolean => {
    const it = standing.get(unit.eval.id);
    return it?.setup !== undefined || it?.foundation?.soundness === 'broken';
  };
  const units = plan.units.filter((unit) => standing.has(unit.eval.id));
  const settling = units.filter((unit) => !isClosed(unit));
  const open = await settle(bench, settling, hearing);
  const metrics = await settleMetrics(bench, settling, { hearing, settled: open });
  const closed = asItStands(bench, units.filter(isClosed), hearing);
  const found = [...open, ...closed].flatMap((settled) => {
    const { evidence } = settled;
    const it = standing.get(evidence.eval);
    if (it === undefined) return [];
    return [
      conceal(
        changeOf(settled, { tally: hearing.recordOf(evidence), branch: hearing.branch }, it.one.when),
        caseOf(it.one, evidence),
      ),
    ];
  });
  const setups = stands.flatMap(({ one, setup }) => (setup?.eval === one.id ? brokenSetup(setup, one) : []));
  const told = withLoadFailures(withinSuite([...found, ...metrics]), (id) => bench.ledger.test(id).file);
  return [...setups, ...told.map((change) => explained(change, standing.get(change.eval)))];
}

function caseOf(one: Eval, { name }: Pick<CaseChange, 'name'>): Case | undefined {
  return one.kind === 'command' ? one.cases.find((it) => it.name === name) : undefined;
}

function explained(change: CaseChange, standing: Standing | undefined): CaseChange {
  if (standing?.setup !== undefined) return withoutSetup(change, standing.setup);
  if (standing?.foundation === undefined) return change;
  return onFoundation(change, standing.foundation, standing.one.when.unclear);
}

function brokenSetup(setup: BrokenSetup | undefined, one: Eval): readonly CaseChange[] {
  return setup === undefined ? [] : [setupChange(setup, one.when.broke)];
}

/**
 * Evals whose setup works on base and not on head; base's is tried only for those that failed on head. A run that was stopped has
 * ended setups too, which says nothing of them.
 */
async function brokenSetups({ stages, world }: Bench, plan: Plan): Promise<ReadonlyMap<string, BrokenSetup>> {
  const broken: { readonly one: Eval; readonly why: string }[] = [];
  if (world.signal.aborted) return new Map();
  for (const one of new Set(plan.units.map((unit) => unit.eval))) {
    const head = await stages.head.ready(one);
    if (head.kind !== 'setup-failed' || (await stages.base.ready(one)).kind !== 'ready') continue;
    broken.push({ one, why: head.why });
  }
  return new Map(
    broken.map(({ one, why }) => {
      const users = broken.filter((it) => it.why === why).map((it) => it.one);
      return [one.id, { eval: strictest(users)?.id ?? one.id, why }];
    }),
  );
}

/** The eval whose break counts most: it stands for all that use the setup, so that none of them is excused by a milder one. */
function strictest(evals: readonly Eval[]): Eval | undefined {
  const gates = ['block', 'ask', 'warn'] as const satisfies readonly Gate[];
  return gates.flatMap((gate) => evals.filter((one) => one.when.broke === gate))[0];
}
