import { expect, it } from '@jest/globals';

import type { CaseChange } from '../../../src/core/compare/change.js';
import { alongOf } from '../../../src/core/diagnose/along.js';
import { aCommandEval } from '../../support/evals.js';

const evals = [
  aCommandEval('tokenise'),
  aCommandEval('parse', { needs: ['tokenise'] }),
  aCommandEval('dates', { needs: ['parse'] }),
];

function changes(kinds: Readonly<Record<string, CaseChange['kind']>>): readonly CaseChange[] {
  const none = { passed: 0, failed: 0 };
  return Object.entries(kinds).map(([id, kind]) => ({
    ...{ id: `${id}/run`, eval: id, name: 'run', kind, why: '', because: [], base: none, head: none },
    gate: kind === 'broke' ? 'block' : 'none',
  }));
}

it.each<readonly [string, Readonly<Record<string, CaseChange['kind']>>, ReturnType<typeof alongOf>]>([
  [
    'the last of them',
    { tokenise: 'passes', parse: 'still-passes', dates: 'broke' },
    [{ through: ['parse'], at: 'dates' }],
  ],
  [
    'one in the middle',
    { tokenise: 'fixed', parse: 'broke', dates: 'blocked' },
    [{ through: ['tokenise'], at: 'parse' }],
  ],
  ['the first', { tokenise: 'broke', parse: 'blocked', dates: 'blocked' }, []],
  ['nothing', { tokenise: 'passes', parse: 'passes', dates: 'passes' }, []],
  ['one on what was not measured', { tokenise: 'passes', parse: 'unmeasured', dates: 'broke' }, []],
  ['one on what was not run', { tokenise: 'passes', parse: 'not-affected', dates: 'broke' }, []],
  ['one on what wavers', { tokenise: 'passes', parse: 'flaky', dates: 'broke' }, []],
  ['one on what has no cases', { tokenise: 'passes', dates: 'broke' }, []],
])('where %s broke', (_, kinds, along) => {
  expect(alongOf(evals, changes(kinds))).toEqual(along);
});
