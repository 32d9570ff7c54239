import { UserError } from '../core/errors.js';
import { secretOf } from './secret.js';

export interface Inputs {
  readonly mode: 'all' | 'run' | 'report' | 'command' | 'baseline';
  readonly token: string;
  readonly folder: string;
  readonly base?: string;
  readonly head?: string;
  /** The pull request to judge, in a run by hand. */
  readonly prNumber?: number;
  readonly sandbox: 'required' | 'preferred' | 'off';
  readonly checkName: string;
  /** File name of the workflow that makes trials. */
  readonly workflow: string;
  /** File of base's earlier runs, which the workflow caches. */
  readonly history?: string;
  /** Key of the seeds of generated cases. */
  readonly secret?: string;
}

/** Reads every input before complaining, so that one failed job lists every mistake. */
export function parseInputs(read: (name: string) => string): Inputs {
  const mistakes: string[] = [];
  const modes = ['all', 'run', 'report', 'command', 'baseline'] as const;
  const mode = oneOf('mode', read('mode') || 'all', { values: modes, mistakes });
  const sandbox = oneOf('sandbox', read('sandbox') || 'off', { values: ['required', 'preferred', 'off'], mistakes });
  const folder = folderOf(read('evals') || 'evals', mistakes);
  const token = read('token');
  if (token === '')
    mistakes.push("token: expected a token, got nothing; the default is `${{ github.token }}`, the workflow's own");
  const [base, head] = [read('base'), read('head')];
  const prNumber = numberOf(read('pr-number'), mistakes);
  if (mistakes.length > 0) {
    throw new UserError(`The action's inputs are not right:\n${mistakes.map((it) => `  - ${it}`).join('\n')}`, {
      help: 'Mend the `with:` block of the step that uses this action.',
    });
  }
  const history = read('history');
  const names = { checkName: read('check-name') || 'formative', workflow: workflowOf(read('run-workflow')) };
  return {
    ...{ mode, token, folder, sandbox, ...names },
    ...(base !== '' && { base }),
    ...(head !== '' && { head }),
    ...prNumber,
    ...(history !== '' && { history }),
    ...secretOf(read('secret')),
  };
}

/**
 * How a pull request's code is held that was given by its number. Its job runs on the default branch: what it could write into that
 * branch's cache, the half that judges would believe.
 */
export function heldBy({ sandbox, prNumber }: Pick<Inputs, 'sandbox' | 'prNumber'>): Inputs['sandbox'] {
  return prNumber === undefined ? sandbox : 'required';
}

/** Nothing, as for every event but a run by hand, is no number. */
function numberOf(value: string, mistakes: string[]): Pick<Inputs, 'prNumber'> {
  if (value === '') return {};
  if (!/^[1-9]\d{0,9}$/.test(value)) mistakes.push(`pr-number: expected the number of a pull request, got "${value}"`);
  return { prNumber: Number(value) };
}

/** Runs are known by the name of their workflow's file. */
function workflowOf(value: string): string {
  return value === '' ? 'formative-run.yml' : (value.split('/').at(-1) ?? value);
}

function folderOf(value: string, mistakes: string[]): string {
  const inside = !value.startsWith('/') && !value.split('/').includes('..');
  if (!inside) mistakes.push(`evals: expected a folder of the repository, got "${value}"`);
  return value.replace(/\/+$/, '');
}

function oneOf<T extends string>(
  name: string,
  value: string,
  { values, mistakes }: { values: readonly [T, ...T[]]; mistakes: string[] },
): T {
  const found = values.find((it) => it === value);
  if (found === undefined) mistakes.push(`${name}: expected ${values.join(', ')}, got "${value}"`);
  return found ?? values[0];
}
