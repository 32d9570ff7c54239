import type { Program, Sandbox } from '../../app/ports.js';
import type { Attempt } from '../../core/run/trial.js';
import { metered } from './meter.js';

/** The same sandbox, that tells what a program used where that was asked for, and costs nothing where it was not. */
export function measured(sandbox: Sandbox): Sandbox {
  const run = async (program: Program, signal?: AbortSignal): Promise<Omit<Attempt, 'files'>> => {
    if (program.usage !== true) return sandbox.run(program, signal);
    const { ran, usage } = await metered(() => sandbox.run(program, signal));
    return { ...(usage !== undefined && { usage }), ...ran };
  };
  return { ...sandbox, run };
}
