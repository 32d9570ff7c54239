import { notAffected } from '../core/compare/compare-case.js';
import type { CaseChange } from '../core/compare/change.js';
import { alongOf, type Along } from '../core/diagnose/along.js';
import type { Hurried } from '../core/verdict/hurried.js';
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
import { keepLately, recallLately } from './lately.js';
import { quickPass, type Quick, type Reached } from './quick-pass.js';
import { foresee } from './foresee.js';
import { hurryOf } from './hurry.js';
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
  /** What few seconds did not come to. */
  readonly left: readonly CaseChange[];
  readonly quick?: Hurried;
  readonly along: readonly Along[];
}

interface Measuring {
  readonly plan: Plan;
  readonly drawn: Drawn;
  readonly changed: readonly string[];
  readonly request: {
    readonly fullBase: boolean;
    readonly only: readonly string[];
    readonly accepts?: readonly AcceptClaim[];
    readonly quick?: Quick;
  };
  /** By the clock; meant for `quick`. */
  readonly started: number;
  readonly policy: Policy;
  readonly sides: Sides;
}

/** Where nothing may be run. */
export const NOTHING: Measured = {
  changes: [],
  controls: { withoutTeeth: [], trials: 0 },
  history: [],
  couldHaveSeen: undefined,
  left: [],
  along: [],
};

/** Everything that the verdict rests on: the first pass, evals held to known-bad variants, and reruns until all is decided. */
export async function measureAll(bench: Bench, about: Measuring): Promise<Measured> {
  const { drawn, request, policy, sides } = about;
  const { evals, failed } = drawn;
  bench.world.progress({
    kind: 'phase',
    text: `running ${about.plan.units.length} cases and suites of ${evals.length} evals`,
  });
  // Before any program of the pull request has run: it could write there.
  const memory = await recall(bench, about.plan);
  const { plan, left, ended } = await passOver(bench, about);
  await recordJudged(bench, plan);
  const controls = await tryControls(bench, plan);
  const hearing = openHearing(plan, policy.errorRate, memory);
  const toothless = new Map(controls.withoutTeeth.map((it) => [it.eval, it.why]));
  const concluded = await conclude(bench, plan, { evals, flaws: { undrawn: failed, toothless }, hearing });
  const unaffected = evals.filter((one) => isUndrawn(one) && !failed.has(one.id) && isChosen(one, request.only));
  const notRun = [
    ...plan.notAffected.map(notAffected),
    ...unaffected.map((one) => undrawn(one, { kind: 'not-affected' })),
  ];
  const kept = await remember(bench, memory, {
    changes: concluded,
    sameTree: sides.base.tree === sides.head.tree,
  });
  await keepLately(bench, { plan, changes: concluded, ended });
  const found = [...concluded, ...judgedTogether(bench, plan, { changes: concluded, errorRate: policy.errorRate })];
  return {
    changes: [...acceptedIn(bench, plan, { changes: found, claims: request.accepts ?? [], policy }), ...notRun],
    controls,
    history: [memory.notice ?? [], kept ?? []].flat(),
    couldHaveSeen: foresee(bench, plan, hearing),
    left,
    ...hurryOf(request, about.plan, left),
    along: alongOf(evals, concluded),
  };
}

/** Runs everything planned once, or what matters most as far as the seconds go. */
async function passOver(bench: Bench, { plan, drawn, changed, request, started }: Measuring): Promise<Reached> {
  const { quick, fullBase } = request;
  if (quick === undefined) {
    await firstPass(bench, plan, { fullBase, changed });
    return { plan, left: [], ended: [] };
  }
  const known = { evals: drawn.evals, lately: await recallLately(bench), changed };
  return quickPass(bench, plan, { quick, until: started + quick.seconds, known });
}
