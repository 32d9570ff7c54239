import type { CaseChange } from '../core/compare/change.js';
import { changedProtected, changedTests, type Exam } from '../core/plan/exam.js';
import type { Plan } from '../core/plan/plan.js';
import { unitOfMetric } from '../core/plan/unit.js';
import type { RunFacts, Sources } from '../core/report/build-result.js';
import type { Bench } from './bench.js';
import type { Along } from '../core/diagnose/along.js';
import type { Hurried } from '../core/verdict/hurried.js';
import type { BlindSpots } from './blind-spots.js';
import type { Proposals } from './propose.js';
import type { SideAt, Sides } from './sides.js';
import type { Controls } from './try-controls.js';

export interface Found {
  readonly sides: Sides;
  readonly exam: Exam;
  /** What the trees lack beside a checkout. */
  readonly leftOut: readonly string[];
  readonly changed: readonly string[];
  readonly proposals: Proposals;
  readonly weakening: Pick<RunFacts['integrity'], 'weakened' | 'notLookedAt'>;
  readonly culprits: RunFacts['culprits'];
  readonly blindSpots: BlindSpots;
  /** Seconds by the clock. */
  readonly seconds: number;
  /** Why there was no sandbox, where one was wished for. */
  readonly without: string | undefined;
  readonly agent: RunFacts['agent'];
  readonly pullRequest: RunFacts['pullRequest'];
  readonly controls: Controls;
  /** What there is to say of the history of base's runs. */
  readonly history: readonly string[];
  readonly couldHaveSeen: RunFacts['couldHaveSeen'];
  /** Absent where no eval draws cases. */
  readonly seed?: string;
  /** Of a quick run: how far it came. */
  readonly quick?: Hurried;
  readonly along: readonly Along[];
}

/** What a result says beside its cases. */
export function factsOf({ world, budget }: Bench, found: Found): RunFacts {
  const { sides, exam, proposals, pullRequest, controls } = found;
  const commits = sides.commits.length;
  return {
    version: world.version,
    base: revisionOf(sides.base),
    head: revisionOf(sides.head),
    ...(pullRequest !== undefined && { pullRequest: { commits, ...pullRequest } }),
    agent: found.agent,
    ...(found.seed !== undefined && { seed: found.seed }),
    culprits: [...found.culprits],
    integrity: {
      changedEvals: [...proposals.changed],
      changedProtected: [...changedProtected(exam, found.changed)],
      ...found.weakening,
    },
    ...(controls.withoutTeeth.length > 0 && { withoutTeeth: [...controls.withoutTeeth] }),
    blindSpots: [...found.blindSpots.spots],
    proposed: [...proposals.results],
    notices: [
      ...sides.notices,
      ...(found.without === undefined ? [] : [found.without]),
      ...found.leftOut,
      ...proposals.notices,
      ...found.blindSpots.notices,
      ...found.history,
      ...testNotices(changedTests(exam, found.changed)),
    ],
    ...(found.couldHaveSeen !== undefined && { couldHaveSeen: found.couldHaveSeen }),
    ...reachOf(found),
    sandbox: world.sandbox.name,
    budget: {
      trials: budget.trials(),
      ...(controls.trials > 0 && { controls: controls.trials }),
      ...(budget.calls() > 0 && { judgeCalls: budget.calls() }),
      trialsAllowed: exam.policy.budget.trials,
      minutesAllowed: exam.policy.budget.minutes,
      // Seconds that are over are no budget.
      spent: found.quick === undefined && budget.troubles().length > 0,
    },
    timing: { seconds: Math.round(found.seconds * 1000) / 1000 },
  };
}

function reachOf({ quick, along }: Found): Pick<RunFacts, 'quick' | 'along'> {
  return {
    ...(quick !== undefined && { quick }),
    ...(along.length > 0 && { along: along.map(({ through, at }) => ({ through: [...through], at })) }),
  };
}

function testNotices(changed: readonly string[]): readonly string[] {
  if (changed.length === 0) return [];
  const files = changed.length === 1 ? '1 test file' : `${changed.length} test files`;
  return [`It changes ${files}: judged in base's version, and run in its own.`];
}

function revisionOf({ sha, tree, label, subject }: SideAt): RunFacts['head'] {
  return { sha, tree, label, subject };
}

/** Where the report looks up a case's own story. */
export function sourcesOf({ ledger }: Bench, plan: Plan): Sources {
  const units = [...plan.units, ...plan.notAffected];
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return {
    unitOf: (change: CaseChange) =>
      byId.get(unitOfMetric(change.id)) ?? byId.get(change.eval) ?? units.find((it) => it.eval.id === change.eval),
    shown: (unit, side) => ledger.shown(unit, side),
    test: (id) => ledger.test(id),
  };
}
