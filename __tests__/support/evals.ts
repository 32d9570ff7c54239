import type { Case, CommandEval, SuiteEval } from '../../src/core/evals/eval.js';
import { DEFAULT_WHEN } from '../../src/core/evals/policy.js';

const COMMON = {
  area: 'cli',
  needs: [],
  setup: [],
  cwd: '',
  env: {},
  passEnv: [],
  network: false,
  timeout: 60,
  trials: 1,
  reruns: 24,
  paths: [],
  tests: [],
  protect: [],
  workspace: 'fresh',
  when: DEFAULT_WHEN,
  controls: [],
} as const;

/** A case that expects exit 0 and nothing else. */
export function aCase(name: string, more: Partial<Case> = {}): Case {
  const graders = { exit: { kind: 'codes', codes: [0] }, stdout: [], stderr: [], files: [] } as const;
  return { name, args: [], stdin: '', files: [], env: {}, network: false, timeout: 60, graders, ...more };
}

export function aCommandEval(id: string, more: Partial<CommandEval> = {}): CommandEval {
  const run = { kind: 'list', argv: ['node', 'cli.js'] } as const;
  return { kind: 'command', id, path: `evals/${id}.yml`, run, cases: [aCase('run')], ...COMMON, ...more };
}

export function aSuiteEval(id: string, more: Partial<SuiteEval> = {}): SuiteEval {
  const run = { kind: 'list', argv: ['npx', 'jest'] } as const;
  const results = { format: 'jest', from: { kind: 'files', patterns: ['${reports}/jest.json'] } } as const;
  return { kind: 'suite', id, path: `evals/${id}.yml`, run, results, ...COMMON, ...more };
}
