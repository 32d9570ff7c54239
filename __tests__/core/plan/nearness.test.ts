import { expect, it } from '@jest/globals';

import type { Eval } from '../../../src/core/evals/eval.js';
import { nearnessTo } from '../../../src/core/plan/nearness.js';
import { unitsOf } from '../../../src/core/plan/unit.js';
import { aCase, aCommandEval, aSuiteEval } from '../../support/evals.js';

const near = (one: Eval, ...changed: readonly string[]) => unitsOf(one).map(nearnessTo(changed))[0];

it.each<readonly [string, Eval, string, number]>([
  ['names the file in its command', aCommandEval('x'), 'cli.js', 0],
  ['names it in an argument', aCommandEval('x', { cases: [aCase('a', { args: ['data/in.txt'] })] }), 'data/in.txt', 0],
  ['has it among its paths', aCommandEval('x', { paths: ['src/parse/**'] }), 'src/parse/deep/a.ts', 0],
  ['has it among its tests', aSuiteEval('x', { tests: ['test/**'] }), 'test/a.js', 0],
  ['runs in its folder', aCommandEval('x', { cwd: 'web' }), 'web/page.ts', 0],
  ['is called as the file', aCommandEval('cli/dates'), 'src/parseDates.ts', 1],
  ['has a case that is', aCommandEval('cli', { cases: [aCase('dates')] }), 'src/dates.ts', 1],
  ['is called as a folder above it', aCommandEval('parser/lists'), 'src/parser/numbers.ts', 2],
  ['has nothing to do with it', aCommandEval('lists'), 'src/numbers.ts', 3],
  ['shares only a name that all have', aCommandEval('main', { area: 'lib' }), 'src/lib/main.ts', 3],
])('an eval that %s', (_, one, path, expected) => {
  expect(near(one, path)).toBe(expected);
});
