import type { Result } from '../../src/core/report/result.js';

/** A change that weakens what checks it in several ways. */
export const WEAKENED: Result['integrity']['weakened'] = [
  {
    path: 'test/dates.test.js',
    what: 'test-deleted',
    strength: 'sure',
    of: '2 tests: strict > rejects a 13th month, strict > rejects a 32nd day',
    was: 'a test',
    is: 'gone',
    judged: 'base',
  },
  {
    path: 'test/dates.test.js',
    line: 41,
    what: 'looser-assertion',
    strength: 'sure',
    of: 'parse > reads the year',
    was: 'expect(parse("2020").year).toBe(2020)',
    is: 'expect(parse("2020").year).toBeTruthy()',
    judged: 'base',
  },
  {
    path: 'package.json',
    line: 9,
    what: 'test-setup-changed',
    strength: 'sure',
    of: 'scripts.test',
    was: 'jest',
    is: 'jest || true',
    judged: 'head',
  },
  {
    path: 'jest.config.js',
    what: 'test-setup-changed',
    strength: 'possible',
    of: '',
    was: '12 lines',
    is: 'changed, 12 lines',
    judged: 'base',
  },
];
