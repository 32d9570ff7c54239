import { notAffected } from '../core/compare/compare-case.js';
import type { CaseChange } from '../core/compare/change.js';
import { undrawn } from '../core/compare/undrawn.js';
import { isChosen, isUndrawn, type Plan } from '../core/plan/plan.js';
import type { RunFacts } from '../core/report/build-result.js';
import type { Policy } from '../core/evals/policy.js';
import { acceptedIn } from './accepted-in.js';
import type { AcceptClaim } from '../core/commands/hear-accept.js';
import type { Bench } from './bench.js';
import { conclude } from './conclude.js';
import type { Drawn } from './draw-cases.js';
import { firstPass } from './first-pass.js';
import { foresee } from './foresee.js';
import { judgedTogether } from './judged-together.js';
import { openHearing } from './hearing.js';
import { recordJudged } from './record-judged.js';
import { recall, remember } from './remember.js';
import type { Sides } from './sides.js';
import { tryControls, type Controls } from './try-controls.js';

interface Measured {
  readonly changes: readonly CaseChange[];
  readonly controls: Controls;
  /** What there is to say of the history of base's runs. */
  readonly history: readonly string[];
  readonly couldHaveSeen: RunFacts['couldHaveSeen'];
}

interface Measuring {
  readonly plan: Plan;
  readonly drawn: Drawn;
  readonly changed: readonly string[];
  readonly request: {
    readonly fullBase: boolean;
    readonly only: readonly string[];
    readonly accepts?: readonly AcceptClaim[];
  };
  readonly policy: Policy;
  readonly sides: Sides;
}

/** Where nothing may be run. */
export const NOTHING: Measured = {
  changes: [],
  controls: { withoutTeeth: [], trials: 0 },
  history: [],
  couldHaveSeen: undefined,
};

/** Everything that the verdict rests on: the first pass, evals held to known-bad variants, and reruns until all is decided. */
export async function measureAll(
  bench: Bench,
  { plan, drawn, changed, request, policy, sides }: Measuring,
): Promise<Measured> {
  const { evals, failed } = drawn;
  bench.world.progress({
    kind: 'phase',
    text: `running ${plan.units.length} cases and suites of ${evals.length} evals`,
  });
  // Before any program of the pull request has run: it could write there.
  const memory = await recall(bench, plan);
  await firstPass(bench, plan, { fullBase: request.fullBase, changed });
  await recordJudged(bench, plan);
  const controls = await tryControls(bench, plan);
  const hearing = openHearing(plan, policy.errorRate, memory);
  const toothless = new Map(controls.withoutTeeth.map((it) => [it.eval, it.why]));
  const concluded = await conclude(bench, plan, { evals, flaws: { undrawn: failed, toothless }, hearing });
  const unaffected = evals.filter((one) => isUndrawn(one) && !failed.has(one.id) && isChosen(one, request.only));
  const left = [
    ...plan.notAffected.map(notAffected),
    ...unaffected.map((one) => undrawn(one, { kind: 'not-affected' })),
  ];
  const kept = await remember(bench, memory, {
    changes: concluded,
    sameTree: sides.base.tree === sides.head.tree,
  });
  const found = [...concluded, ...judgedTogether(bench, plan, { changes: concluded, errorRate: policy.errorRate })];
  return {
    changes: [...acceptedIn(bench, plan, { changes: found, claims: request.accepts ?? [], policy }), ...left],
    controls,
    history: [memory.notice ?? [], kept ?? []].flat(),
    couldHaveSeen: foresee(bench, plan, hearing),
  };
}
