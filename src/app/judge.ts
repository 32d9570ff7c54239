import type { AcceptClaim } from '../core/commands/hear-accept.js';
import type { Eval } from '../core/evals/eval.js';
import type { Policy } from '../core/evals/policy.js';
import { changedPaths, type Entries } from '../core/plan/compose-tree.js';
import { examTrees, stricterSandbox, type Exam } from '../core/plan/exam.js';
import { isAffected, isChosen, planOf } from '../core/plan/plan.js';
import { buildResult } from '../core/report/build-result.js';
import { agentOf } from '../core/report/agent.js';
import type { Result } from '../core/report/result.js';
import { seedOf, type SeedSource } from '../core/run/seed.js';
import { decide, type RunTrouble } from '../core/verdict/decide.js';
import { diagnose } from './diagnose.js';
import { drawCases } from './draw-cases.js';
import { cutShort, endOf } from './hurry.js';
import { factsOf, sourcesOf } from './facts.js';
import { leftOutOf } from './left-out.js';
import { examIn, loadMaterial } from './material.js';
import { measureAll, NOTHING } from './measure-all.js';
import { openBench } from './open-bench.js';
import { NO_PROPOSALS, runProposals } from './propose.js';
import type { Quick } from './quick-pass.js';
import { resolveSides, type Asked, type Sides } from './sides.js';
import { isPassedOver, passedOver } from './pass-over.js';
import { weakeningOf } from './weakening.js';
import { whoseSides, type OpenedPullRequest } from './whose.js';
import type { ChosenSandbox, Outside } from './world.js';

/** What is asked of one run. */
export interface Request extends Asked {
  /** The evals folder, relative to the root: `evals`. */
  readonly folder: string;
  /** Whose evals judge: base's, or head's for someone who is writing new ones. */
  readonly evalsFrom: 'base' | 'head';
  /** Evals and cases to run; empty: all. */
  readonly only: readonly string[];
  /** Trials to start with, in place of what the evals say. */
  readonly trials?: number;
  readonly fullBase: boolean;
  /** Look for the commit that broke it. */
  readonly diagnose: boolean;
  readonly sandbox: WantedSandbox;
  readonly seed: SeedSource;
  readonly pullRequest?: Result['pullRequest'];
  /** What GitHub tells of the pull request; absent: whoever made it, it is judged. */
  readonly opened?: OpenedPullRequest;
  /** As much as so many seconds allow. */
  readonly quick?: Quick;
  /** What was accepted, by the word of comments that were read again just now. */
  readonly accepts?: readonly AcceptClaim[];
}

/** The person at the command line decides; a workflow may only tighten what base's policy says. */
type WantedSandbox =
  | { readonly kind: 'exactly'; readonly how: Policy['sandbox'] }
  | { readonly kind: 'at-least'; readonly how: Policy['sandbox'] };

export interface Judged {
  readonly result: Result;
  readonly policy: Policy;
}

/** The whole story of one pull request: two sides, one exam, what changed, and what to say of it. */
export async function judge(request: Request, outside: Outside): Promise<Judged> {
  const started = outside.clock();
  const sides = await resolveSides(outside.repository, request);
  const trees = await readTrees(request, outside, sides);
  const loaded = examIn(await loadMaterial(outside.repository, trees.examiner, request.folder));
  const exam = withTrials(loaded, request.trials);
  const recognition = await whoseSides(outside.repository, sides, { ...request, policy: exam.policy });
  if (isPassedOver(exam.policy, request.opened, recognition)) {
    return { result: passedOver(request, outside, sides), policy: exam.policy };
  }
  const chosen = await outside.chooseSandbox(wantedSandbox(request.sandbox, exam.policy));
  const sandbox = chosen.kind === 'held' ? chosen.sandbox : NO_SANDBOX;
  const changed = changedPaths(trees.base, trees.head);
  const held = chosen.kind === 'held';
  const seed = seedOf(request.seed, { baseTree: sides.base.tree, headSha: sides.head.sha });
  const wanted = (one: Eval): boolean => held && isChosen(one, request.only) && isAffected(one, changed);
  const world = { ...outside, sandbox, signal: endOf(outside.signal, request.quick) };
  const bench = openBench(world, exam, { ...examTrees(exam, trees), seed });
  const drawn = await drawCases(bench, exam.evals, { seed, wanted });
  const plan = planOf(drawn.evals, { only: request.only, changed });

  const about = { plan, drawn, changed, request, started, policy: exam.policy, sides };
  const { changes, left, ...measured } = held ? await measureAll(bench, about) : NOTHING;
  // What comes after this only explains: it cannot leave the verdict in doubt.
  const short = cutShort(bench, request, { changes, left, ...measured });
  const lacking = [...short, ...(outside.trials?.troubles() ?? [])];
  const troubles = [...noEvals(loaded.evals.length === 0), ...noSandbox(chosen), ...lacking];
  const diagnosed = await diagnose(bench, plan, {
    ...{ changes, sides, request, examine: laidOver(exam, trees) },
    seconds: outside.clock() - started,
    budget: exam.policy.budget,
  });
  const all = held && request.only.length === 0;
  const proposals = all ? await runProposals(bench, { ...trees, base: loaded }) : NO_PROPOSALS;

  const facts = factsOf(bench, {
    without: whyWithout(chosen),
    sides,
    leftOut: await leftOutOf(outside.repository, trees.head),
    exam,
    changed,
    proposals,
    weakening: await weakeningOf(outside.repository, { ...trees, exam }),
    ...diagnosed,
    seconds: outside.clock() - started,
    agent: agentOf(recognition),
    pullRequest: request.pullRequest,
    ...measured,
    ...(drawsCases(exam.evals) && { seed }),
  });
  const told = { facts, sources: sourcesOf(bench, plan) };
  return { result: buildResult(decide(changes, troubles), [...changes, ...left], told), policy: exam.policy };
}

interface Trees {
  readonly base: Entries;
  readonly head: Entries;
  readonly examiner: Entries;
  readonly folder: string;
}

async function readTrees({ folder, evalsFrom }: Request, { repository }: Outside, sides: Sides): Promise<Trees> {
  const base = await repository.entries(sides.base.tree);
  const head = await repository.entries(sides.head.tree);
  return { base, head, examiner: evalsFrom === 'base' ? base : head, folder };
}

/** Lays the exam over the tree of any commit, as over head's. */
function laidOver(exam: Exam, trees: Trees): (entries: Entries) => Entries {
  return (head) => examTrees(exam, { ...trees, head }).head;
}

function drawsCases(evals: readonly Eval[]): boolean {
  return evals.some((one) => one.kind === 'command' && one.generate !== undefined);
}

function withTrials(exam: Exam, trials: number | undefined): Exam {
  return trials === undefined ? exam : { ...exam, evals: exam.evals.map((one) => ({ ...one, trials })) };
}

function wantedSandbox({ kind, how }: WantedSandbox, policy: Policy): Policy['sandbox'] {
  return kind === 'exactly' ? how : stricterSandbox(how, policy.sandbox);
}

/** Stands where no sandbox holds: nothing is ever started through it. */
const NO_SANDBOX = {
  name: 'none held',
  run: () => Promise.reject(new Error('a program was started without a sandbox')),
};

function noSandbox(
  chosen: { readonly kind: 'held' } | { readonly kind: 'none-held'; readonly why: string },
): readonly RunTrouble[] {
  return chosen.kind === 'held' ? [] : [{ code: 'no-sandbox', text: chosen.why }];
}

function whyWithout(chosen: ChosenSandbox): string | undefined {
  return chosen.kind === 'held' ? chosen.without : undefined;
}

/** A run without evals on base still runs what the pull request proposes. */
function noEvals(none: boolean): readonly RunTrouble[] {
  return none ? [{ code: 'no-evals-on-base', text: 'Base has no evals, so nothing could be compared.' }] : [];
}
