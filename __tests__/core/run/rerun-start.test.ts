import { expect, it } from '@jest/globals';

import { rerunStart } from '../../../src/core/run/rerun-start.js';
import { argvOf, withReports } from '../../../src/core/run/start.js';
import { aSuiteEval } from '../../support/evals.js';

function argv(
  run: readonly [string, ...string[]],
  names: 'pattern' | 'list',
  filters: readonly (string | undefined)[],
) {
  const suite = aSuiteEval('t', { rerun: { run: { kind: 'list', argv: run }, names } });
  return rerunStart(
    suite,
    filters.map((filter) => ({ filter, file: 'a.test.js' })),
  )?.argv;
}

it('writes the names as one pattern, every special character of theirs escaped', () => {
  expect(argv(['jest', '-t', '${names}'], 'pattern', ['adds (a|b)', 'x.y'])).toEqual([
    'jest',
    '-t',
    '^(adds \\(a\\|b\\)|x\\.y)$',
  ]);
});

it('writes each name as an argument of its own', () => {
  expect(argv(['pytest', '${names}'], 'list', ['t.py::a', 't.py::b c'])).toEqual(['pytest', 't.py::a', 't.py::b c']);
});

it('runs the whole suite again when a test has no name to filter by', () => {
  expect(argv(['jest', '-t', '${names}'], 'pattern', ['a', undefined])).toBeUndefined();
  expect(rerunStart(aSuiteEval('t'), [{ filter: 'a' }])).toBeUndefined();
});

it('never puts a name into a shell script', () => {
  const suite = aSuiteEval('t', { rerun: { run: { kind: 'shell', script: 'run "$@" ${names}' }, names: 'list' } });
  expect(rerunStart(suite, [{ filter: '$(touch pwned)' }])?.argv).toEqual([
    'sh',
    '-c',
    'run "$@" ${names}',
    'sh',
    '$(touch pwned)',
  ]);
});

it('starts a string through the shell with the arguments as "$@", and a list as it is', () => {
  expect(argvOf({ kind: 'shell', script: 'cat "$1"' }, ['a b'])).toEqual(['sh', '-c', 'cat "$1"', 'sh', 'a b']);
  expect(argvOf({ kind: 'list', argv: ['node', 'x.js'] }, ['a b'])).toEqual(['node', 'x.js', 'a b']);
  expect(withReports(['jest', '--out=${reports}/x'], '/r')).toEqual(['jest', '--out=/r/x']);
});
