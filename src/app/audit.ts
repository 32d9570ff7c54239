import type { Audit } from '../core/audit/audit.js';
import { endsInTime } from '../core/audit/in-time.js';
import { auditedFiles, mutantsOf, shuffled } from '../core/audit/mutants.js';
import type { Mutant } from '../core/audit/mutant.js';
import { scoreOf, type Tried } from '../core/audit/score.js';
import { UserError } from '../core/errors.js';
import type { Policy } from '../core/evals/policy.js';
import type { Entries, TreeEntry } from '../core/plan/compose-tree.js';
import { examTrees, type Exam } from '../core/plan/exam.js';
import { matcherOf } from '../core/plan/matching.js';
import { planOf } from '../core/plan/plan.js';
import { drawCases } from './draw-cases.js';
import { firstPass } from './first-pass.js';
import { examIn, loadMaterial } from './material.js';
import type { AuditBench } from './mistaken-stage.js';
import { openBench } from './open-bench.js';
import { openTwins } from './open-stage.js';
import { ableCases, type AbleCases } from './able-cases.js';
import { textsOf } from './texts.js';
import { tryMutant, type Proof } from './try-mutant.js';
import type { Outside } from './world.js';

export interface AuditRequest {
  readonly folder: string;
  /** Evals and cases to hold to it; empty: all. */
  readonly only: readonly string[];
  /** Files, folders and patterns in which mistakes are made; empty: all that is source. */
  readonly paths: readonly string[];
  /** Mistakes that are tried at most. */
  readonly most: number;
  readonly seconds: number;
  /** Aborted when they are over. */
  readonly over: AbortSignal;
  readonly seed: string;
  readonly sandbox: Policy['sandbox'];
}

/** Makes small mistakes in the working tree's sources, each in a tree of its own, and tells which of them some eval notices. */
export async function audit(request: AuditRequest, outside: Outside): Promise<Audit> {
  const started = outside.clock();
  const { commit, tree, dirty } = await outside.repository.workingTree();
  const entries = await outside.repository.entries(tree);
  const exam = endless(examIn(await loadMaterial(outside.repository, entries, request.folder)));
  const bench = await benchFor(request, outside, { exam, entries });
  const { evals, failed } = await drawCases(bench, exam.evals, { seed: request.seed, wanted: () => true });
  const plan = planOf(evals, { only: request.only, changed: entries.map(({ path }) => path) });
  outside.progress({ kind: 'phase', text: `running ${plan.units.length} cases and suites twice, without a mistake` });
  await firstPass(bench, plan, { fullBase: true, changed: [] });
  const able = bench.world.signal.aborted ? NOBODY : ableCases(bench, plan);

  const sources = await sourcesIn(bench, exam, request);
  const possible = [...sources.values()].flatMap(({ entry, text }) => mutantsOf(entry.path, text));
  const chosen = able.watchers.length === 0 ? [] : shuffled(possible, request.seed).slice(0, request.most);
  const until = started + request.seconds;
  const tried = await tryAll(bench, { able, sources, until }, chosen);
  const { version, sandbox } = { version: outside.version, sandbox: bench.world.sandbox.name };
  return {
    schema: 'formative.audit/1',
    version,
    head: { sha: commit.sha, tree, label: dirty ? 'working tree with uncommitted changes' : 'HEAD' },
    seed: request.seed,
    files: new Set(possible.map(({ path }) => path)).size,
    possible: possible.length,
    ...scoreOf(tried, able.evals),
    cannotNotice: [...able.unable],
    notices: [
      ...[...failed].map(([id, why]) => `${id}: ${why}`),
      ...(able === NOBODY ? [`${request.seconds} s were over before all evals had run without a mistake.`] : []),
      ...(tried.length < chosen.length ? [`${request.seconds} s reached ${tried.length} of ${chosen.length}.`] : []),
    ],
    sandbox,
    timing: { seconds: Math.round((outside.clock() - started) * 1000) / 1000 },
  };
}

/** Where the time was over before anything was known of the evals. */
const NOBODY: AbleCases = { watchers: [], evals: [], unable: [] };

/** An audit has bounds of its own, and asks no model. */
function endless(exam: Exam): Exam {
  return { ...exam, policy: { ...exam.policy, budget: { minutes: Infinity, trials: Infinity, judgeCalls: 0 } } };
}

async function benchFor(
  request: AuditRequest,
  outside: Outside,
  { exam, entries }: { readonly exam: Exam; readonly entries: Entries },
): Promise<AuditBench> {
  const chosen = await outside.chooseSandbox(request.sandbox);
  if (chosen.kind === 'none-held')
    throw new UserError(chosen.why, { help: 'Run it with `--sandbox off` where you trust the code.' });
  const world = {
    ...outside,
    sandbox: chosen.sandbox,
    signal: AbortSignal.any([outside.signal, request.over]),
  };
  const trees = examTrees(exam, { base: entries, head: entries, examiner: entries, folder: request.folder });
  const bench = openBench(world, exam, { ...trees, seed: request.seed });
  const { base, head } = openTwins(bench.world, trees.head);
  // How many trials ran says little here: it is told which mistake is tried.
  return { ...bench, stages: { ...bench.stages, base, head }, tree: base, tick: () => undefined };
}

interface SourceFile {
  readonly entry: TreeEntry;
  readonly text: string;
}

type Sources = ReadonlyMap<string, SourceFile>;

async function sourcesIn(
  { world, tree }: AuditBench,
  { evals, policy }: Exam,
  request: AuditRequest,
): Promise<Sources> {
  const isTest = matcherOf([...policy.protect, ...evals.flatMap((one) => [...one.tests, ...one.protect])]);
  const isAudited = auditedFiles({ folder: request.folder, paths: request.paths, isTest });
  const wanted = tree.entries.filter(({ path }) => isAudited(path));
  const texts = await textsOf(world.repository, wanted);
  return new Map(
    wanted.flatMap((entry) => {
      const text = texts.get(entry.oid);
      return text === undefined ? [] : [[entry.path, { entry, text }] as const];
    }),
  );
}

async function tryAll(
  bench: AuditBench,
  { able, sources, until }: { readonly able: AbleCases; readonly sources: Sources; readonly until: number },
  mutants: readonly Mutant[],
): Promise<readonly Tried[]> {
  const { world } = bench;
  const tried: Tried[] = [];
  const taken: number[] = [];
  const noticed = (): number => tried.filter(({ mutant }) => mutant.fate === 'noticed').length;
  for (const mutant of mutants) {
    const file = sources.get(mutant.path);
    const began = world.clock();
    if (file === undefined || world.signal.aborted || !endsInTime(taken, until - began)) break;
    const text = `mistake ${tried.length + 1} of ${mutants.length} in ${mutant.path}; ${noticed()} noticed so far`;
    world.progress({ kind: 'phase', text });
    const proof: Proof = { ...file, mutant };
    const found = await tryMutant(bench, able.watchers, proof);
    if (found === undefined) break;
    tried.push(found);
    taken.push(world.clock() - began);
  }
  return tried;
}
