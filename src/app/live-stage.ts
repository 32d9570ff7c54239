import { CancelledError } from '../core/errors.js';
import type { SetupStep } from '../core/evals/eval.js';
import { textOf } from '../core/run/content.js';
import { cleanEnvironment } from '../core/run/environment.js';
import { setupKey } from '../core/run/setup-key.js';
import { argvOf } from '../core/run/start.js';
import { describeEnding, type Attempt, type Side, type WrittenFile } from '../core/run/trial.js';
import type { Workspace } from './ports.js';
import { runTrial } from './run-trial.js';
import { setUpOnce, type KeptSetup, type Kin } from './kin.js';
import type { Prepared, Readiness, Stage, Tree } from './stage.js';
import type { World } from './world.js';

/** Seconds a setup may take. */
const SETUP_TIMEOUT = 900;
const SETUP_OUTPUT = 1024 * 1024;

/** A stage on this machine: its tree is prepared on disk for each setup that evals ask for, when first needed. */
export interface LiveStage extends Stage {
  ready(one: Prepared): Promise<LiveReadiness>;
  /** The same trees on disk, seen otherwise: nothing is exported or set up anew, and closing it closes nothing. */
  seenAs(view: View): Stage;
}

interface View {
  readonly side: Side;
  /** Files laid over each trial's copy, of evals whose cases share no tree. */
  readonly laid?: readonly WrittenFile[];
}

type LiveReadiness = { readonly kind: 'ready'; readonly workspace: Workspace } | (Readiness & { kind: 'setup-failed' });

/** Whose kept folders may serve a tree when a setup's key is equal. */
export interface Lenders {
  /** Never the other way. */
  readonly base: Stage;
  /** Other trees of head's own code. */
  readonly kin?: Kin;
}

export function liveStage(world: World, tree: Tree, lenders?: Lenders): LiveStage {
  const made = new Map<string, Promise<LiveReadiness>>();
  const ready: LiveStage['ready'] = (one) => {
    const key = JSON.stringify([one.setup, one.setup.length > 0 ? one.env : {}]);
    const known = made.get(key) ?? setUpTwice(world, tree, { one, lenders }).catch(orFailed);
    made.set(key, known);
    return known;
  };
  const runAs =
    ({ side, laid = [] }: View): LiveStage['run'] =>
    async (asked) => {
      const prepared = await ready(asked.unit.eval);
      if (prepared.kind === 'setup-failed') return prepared;
      const site = { ...tree, side, laid, workspace: prepared.workspace };
      return { kind: 'ran', trial: await runTrial(world, site, asked) };
    };
  const seenAs: LiveStage['seenAs'] = (view) => ({
    ...{ ...tree, side: view.side },
    ready,
    run: runAs(view),
    close: () => Promise.resolve(),
  });
  const close: LiveStage['close'] = async () => {
    for (const one of made.values()) {
      const prepared = await one;
      if (prepared.kind === 'ready') await prepared.workspace.close();
    }
  };
  return { ...tree, ready, run: runAs(tree), seenAs, close };
}

/** A setup that nobody waits for any more. */
function orFailed(error: unknown): LiveReadiness {
  if (error instanceof CancelledError) return { kind: 'setup-failed', why: error.message };
  throw error;
}

interface Wanted {
  readonly one: Prepared;
  readonly lenders: Lenders | undefined;
}

/** A setup that fails is tried once more from the beginning: the network is the usual reason. */
async function setUpTwice(world: World, tree: Tree, wanted: Wanted): Promise<LiveReadiness> {
  const first = await setUp(world, tree, wanted);
  return first.kind === 'ready' || world.signal.aborted ? first : setUp(world, tree, wanted);
}

async function setUp(world: World, tree: Tree, wanted: Wanted): Promise<LiveReadiness> {
  const workspace = await world.workspaces.open(tree.entries);
  for (const step of wanted.one.setup) {
    const failed = await runStep({ world, tree, workspace }, step, wanted);
    if (failed === undefined) continue;
    await workspace.close();
    return { kind: 'setup-failed', why: failed };
  }
  return { kind: 'ready', workspace };
}

interface Site {
  readonly world: World;
  readonly tree: Tree;
  readonly workspace: Workspace;
}

async function runStep(site: Site, step: SetupStep, wanted: Wanted): Promise<string | undefined> {
  const { cache } = step;
  const run = () => runCommand(site, step, wanted.one);
  if (cache === undefined) return run();
  const keyIn = ({ entries }: Pick<Stage, 'entries'>): string => setupKey({ ...step, cache }, wanted.one.env, entries);
  const setup = { key: keyIn(site.tree), folders: cache.keep, run };
  const { base, kin } = wanted.lenders ?? {};
  const lender = base !== undefined && setup.key === keyIn(base) ? base : undefined;
  if (await isRestored(site.workspace, setup, () => lender?.ready(wanted.one))) return undefined;
  if (kin !== undefined) return setUpOnce(kin, site.workspace, setup);
  const failed = await run();
  if (failed === undefined && site.tree.side === 'base') await site.workspace.keep(setup.key, setup.folders, 'lasting');
  return failed;
}

/** From an earlier run, or else from what base makes now. */
async function isRestored(workspace: Workspace, setup: KeptSetup, lend: () => Promise<unknown> | undefined) {
  if (await workspace.restore(setup.key, setup.folders, 'lasting')) return true;
  const lending = lend();
  if (lending === undefined) return false;
  await lending;
  return workspace.restore(setup.key, setup.folders, 'lasting');
}

/** Undefined when it worked, else why not, in words. */
async function runCommand(site: Site, step: SetupStep, one: Wanted['one']): Promise<string | undefined> {
  const { world, workspace, tree } = site;
  world.progress({ kind: 'setup', side: tree.side, command: step.run });
  const attempt = await workspace.prepare((place) =>
    world.sandbox.run(
      {
        argv: argvOf(step.run),
        cwd: place.root,
        env: cleanEnvironment({ place, path: world.path, extra: one.env }),
        stdin: '',
        timeout: SETUP_TIMEOUT,
        network: step.network,
        maxOutput: SETUP_OUTPUT,
        writable: [place.root, place.home, place.temp],
      },
      world.signal,
    ),
  );
  const worked = attempt.ending.kind === 'exited' && attempt.ending.code === 0;
  return worked ? undefined : describeFailure(step, attempt);
}

function describeFailure(step: SetupStep, attempt: Omit<Attempt, 'files'>): string {
  const command = step.run.kind === 'shell' ? step.run.script : step.run.argv.join(' ');
  const said = textOf(attempt.stderr).trim() || textOf(attempt.stdout).trim();
  const tail = said === '' ? '' : `: ${said.slice(-400)}`;
  return `setup \`${command}\` ${describeEnding(attempt.ending)}${tail}`;
}
