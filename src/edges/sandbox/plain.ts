import type { Sandbox } from '../../app/ports.js';
import { runProgram } from '../process/run-program.js';

/**
 * No border at all: programs run as this user, with its files and its network, whatever they ask for.
 * Only their environment is clean, and only what can be told from strangers' processes is ended with them.
 */
export function plainSandbox(run: Sandbox['run'] = runProgram): Sandbox {
  return { name: 'none', run };
}
