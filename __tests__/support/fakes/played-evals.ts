import type { CommandEval, SuiteEval } from '../../../src/core/evals/eval.js';
import { aCommandEval, aSuiteEval } from '../evals.js';

/** An eval of one case whose program is called as the eval is. */
export function anEval(id: string, more: Partial<CommandEval> = {}): CommandEval {
  return aCommandEval(id, { run: { kind: 'list', argv: [id] }, ...more });
}

/** A suite whose program is called as the eval is, reports in TAP, and can run tests alone by their names. */
export function aTapSuite(id: string, more: Partial<SuiteEval> = {}): SuiteEval {
  return aSuiteEval(id, {
    run: { kind: 'list', argv: [id] },
    results: { format: 'tap', from: { kind: 'stdout' } },
    rerun: { run: { kind: 'list', argv: [id, '${names}'] }, names: 'list' },
    ...more,
  });
}
