import { cleanEnvironment } from '../core/run/environment.js';
import type { Attempt } from '../core/run/trial.js';
import type { Bench } from './bench.js';

/** Seconds a grader program may take, and bytes it may answer. */
const SCRIPT_TIMEOUT = 60;
const SCRIPT_OUTPUT = 1024 * 1024;

/** Runs a grader program of base's evals folder, apart from the pull request's code, on one trial's record. */
export async function runScript(bench: Bench, argv: readonly [string, ...string[]], input: string): Promise<Attempt> {
  const { world, stages } = bench;
  const ready = await stages.graders.ready({ setup: [], env: {} });
  if (ready.kind === 'setup-failed') throw new Error(`a tree without a setup cannot fail: ${ready.why}`);
  const files = { write: [], read: [], match: [], reports: false, maxFile: 0 };
  return ready.workspace.lease(files, (place) =>
    world.sandbox.run(
      {
        argv,
        cwd: place.root,
        env: cleanEnvironment({ place, path: world.path, extra: {} }),
        stdin: input,
        timeout: SCRIPT_TIMEOUT,
        network: false,
        maxOutput: SCRIPT_OUTPUT,
        writable: [place.root, place.home, place.temp],
      },
      world.signal,
    ),
  );
}
