import { describe, expect, it } from '@jest/globals';
import type { CaseChange } from '../../../src/core/compare/change.js';
import { withLoadFailures } from '../../../src/core/diagnose/test-files.js';

const NONE = { passed: 0, failed: 0 };

function change(name: string, kind: CaseChange['kind'], fields: Partial<CaseChange> = {}): CaseChange {
  const common = { gate: 'none', why: 'gone', because: [], base: NONE, head: NONE } as const;
  return { id: `t/${name}`, eval: 't', name, kind, ...common, ...fields };
}

const BECAUSE = [{ target: 'test', summary: 'lib is broken' }] as const;
const failing = (name: string): CaseChange =>
  change(name, 'added', { head: { passed: 0, failed: 2 }, because: [...BECAUSE] });
const noFile = (): undefined => undefined;

describe('a test file that does not load', () => {
  it.each([
    ['a.test.js', 'a.test.js > one', noFile],
    ['tests.test_a', 'tests.test_a > test_one', noFile],
    ['test/a.js', 'one', () => 'test/a.js'],
  ])('%s tells why %s is gone', (file, test, fileOf) => {
    const [gone] = withLoadFailures([change(test, 'removed'), failing(file)], fileOf);
    expect(gone).toMatchObject({ kind: 'removed', why: `gone: ${file} does not load`, because: BECAUSE });
  });

  it.each([
    ['a test of another file', [change('b.test.js > one', 'removed'), failing('a.test.js')]],
    ['a file whose name only begins alike', [change('a.test.jsx > one', 'removed'), failing('a.test.js')]],
    ['a test of another suite', [change('a.test.js > one', 'removed', { eval: 'u' }), failing('a.test.js')]],
    ['a new file that works', [change('a.test.js > one', 'removed'), change('a.test.js', 'added')]],
    ['a test that is not gone', [change('a.test.js > one', 'broke'), failing('a.test.js')]],
  ])('says nothing of %s', (_, changes) => {
    expect(withLoadFailures(changes, noFile)).toEqual(changes);
  });
});
