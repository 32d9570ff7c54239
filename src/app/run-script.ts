import { cleanEnvironment } from '../core/run/environment.js';
import type { Attempt } from '../core/run/trial.js';
import type { Bench } from './bench.js';
import type { Place } from './ports.js';
import { CANCELLED, orCancelled } from './cancelled.js';

/** Seconds that a program of the evals folder may take, and bytes it may print. */
const SCRIPT_TIMEOUT = 60;
const SCRIPT_OUTPUT = 1024 * 1024;

/** A grader or a generator, with what it is given. */
interface Script {
  readonly argv: readonly [string, ...string[]];
  readonly stdin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a program of base's evals folder, on a tree that holds nothing else, apart from the pull request's code and the network. */
export async function runScript({ world, stages }: Bench, { argv, stdin, env }: Script): Promise<Attempt> {
  const ready = await stages.graders.ready({ setup: [], env: {} });
  if (ready.kind === 'setup-failed') {
    if (world.signal.aborted) return CANCELLED;
    throw new Error(`a tree without a setup cannot fail: ${ready.why}`);
  }
  const files = { write: [], read: [], match: [], reports: false, maxFile: 0 };
  const run = (place: Place): Promise<Omit<Attempt, 'files'>> =>
    world.sandbox.run(
      {
        argv,
        cwd: place.root,
        env: cleanEnvironment({ place, path: world.path, extra: env }),
        stdin,
        timeout: SCRIPT_TIMEOUT,
        network: false,
        maxOutput: SCRIPT_OUTPUT,
        writable: [place.root, place.home, place.temp],
      },
      world.signal,
    );
  return ready.workspace.lease(files, run).catch(orCancelled);
}
