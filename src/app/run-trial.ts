import { needsUsage, type Metric } from '../core/evals/metric.js';
import { metricsOf, unitsOf, type Unit } from '../core/plan/unit.js';
import { cleanEnvironment } from '../core/run/environment.js';
import { startOf, withReports, type Start } from '../core/run/start.js';
import type { Attempt, Trial, WrittenFile } from '../core/run/trial.js';
import type { Place, PlaceFiles, Program, Workspace } from './ports.js';
import { CANCELLED, orCancelled } from './cancelled.js';
import type { TrialAsk, Tree } from './stage.js';
import type { World } from './world.js';

/** Caps on what is kept of one trial, in bytes. */
const MAX_CASE_OUTPUT = 4 * 1024 * 1024;
const MAX_SUITE_OUTPUT = 64 * 1024 * 1024;

interface Site extends Pick<Tree, 'side' | 'variant'> {
  readonly workspace: Workspace;
  /** Laid over the copy: never where trials share a tree. */
  readonly laid: readonly WrittenFile[];
}

/** Runs one unit once, on a clean copy of a prepared tree. */
export async function runTrial(world: World, site: Site, asked: TrialAsk): Promise<Trial> {
  const { unit, index } = asked;
  const { variant, side } = site;
  const named = { ...asked, name: `${side} ${variant} ${index}` };
  const attempt = await attemptIn(world, site, named).catch(orCancelled);
  return { unit: unit.id, side, variant, index, ...attempt };
}

async function attemptIn(
  world: World,
  { workspace, laid }: Site,
  asked: TrialAsk & { name: string },
): Promise<Attempt> {
  if (world.signal.aborted) return CANCELLED;
  const { unit, start = startOf(unit) } = asked;
  const use = using(world, unit, start);
  if (unit.eval.workspace === 'fresh') return workspace.lease(filesOf(unit, laid), use);
  if (asked.inTurn === true) return workspace.share({ name: unit.eval.id, last: false }, filesOf(unit), use);
  const name = `${unit.id} ${asked.name}`;
  for (const earlier of casesBefore(unit)) {
    await workspace.share({ name, last: false }, filesOf(earlier), using(world, earlier, startOf(earlier)));
  }
  return workspace.share({ name, last: true }, filesOf(unit), use);
}

/** Cases that share a tree stand on those before them: one that is run by itself is run after these. */
function casesBefore(unit: Unit): readonly Unit[] {
  const units = unitsOf(unit.eval);
  return units.slice(
    0,
    units.findIndex(({ id }) => id === unit.id),
  );
}

function using(world: World, unit: Unit, start: Start): (place: Place) => Promise<Omit<Attempt, 'files'>> {
  return async (place) => ({
    ...(await world.sandbox.run(programFor(world, place, { unit, start }), world.signal)),
    root: place.root,
  });
}

function programFor(world: World, place: Place, { unit, start }: { unit: Unit; start: Start }): Program {
  const passed = unit.eval.passEnv.flatMap((name) => {
    const value = world.callerEnv[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    argv: withReports(start.argv, place.reports),
    cwd: start.cwd === '' ? place.root : `${place.root}/${start.cwd}`,
    env: cleanEnvironment({ place, path: world.path, extra: { ...Object.fromEntries(passed), ...start.env } }),
    stdin: start.stdin,
    timeout: start.timeout,
    network: start.network,
    maxOutput: unit.kind === 'suite' ? MAX_SUITE_OUTPUT : MAX_CASE_OUTPUT,
    ...(metricsOf(unit).some(needsUsage) && { usage: true as const }),
    writable: [place.root, place.home, place.temp, place.reports],
  };
}

function fileOf({ from }: Metric): readonly string[] {
  return from.kind === 'file' ? [from.path] : [];
}

/** Which files are written before the trial and read after it. */
function filesOf(unit: Unit, laid: readonly WrittenFile[] = []): PlaceFiles {
  if (unit.kind === 'case') {
    const { files, graders } = unit.case;
    const read = [...new Set([...graders.files.map((file) => file.path), ...metricsOf(unit).flatMap(fileOf)])];
    return { write: [...laid, ...files], read, match: [], reports: false, maxFile: MAX_CASE_OUTPUT };
  }
  const { from } = unit.eval.results;
  const match = from.kind === 'files' ? from.patterns.filter((it) => !it.startsWith('${reports}')) : [];
  return { write: laid, read: [], match, reports: from.kind === 'files', maxFile: MAX_SUITE_OUTPUT };
}
