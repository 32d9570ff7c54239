import { describe, expect, it } from '@jest/globals';

import { weakerFiles } from '../../../src/core/integrity/weaker-files.js';
import type { Weakening } from '../../../src/core/integrity/weakening.js';

const none = (): boolean => false;

function weakening(path: string, base: string, head: string): readonly Weakening[] {
  return weakerFiles([{ path, base, head }], none);
}

const brief = (found: readonly Weakening[]): readonly string[] => found.map((one) => `${one.strength} ${one.what}`);

const js = (body: string, open = 'it'): string => `${open}('adds', () => {\n  ${body}\n});\n`;
const py = (body: string, mark = ''): string => `${mark}def test_add():\n    ${body}\n`;
const go = (body: string): string => `func TestAdd(t *testing.T) { ${body} }`;
const rust = (body: string, mark = ''): string => `#[test]\n${mark}fn adds() { ${body} }`;
const java = (body: string, mark = ''): string => `class A { ${mark} @Test void adds() { ${body} } }`;

type Weaker = readonly [was: string, is: string, named: string];

const JAVASCRIPT: readonly Weaker[] = [
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBe(2);', 'it.skip'), 'sure test-skipped'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBe(2);', 'xit'), 'sure test-skipped'],
  [js('expect(f(1)).toBe(2);'), "test.todo('adds');", 'sure test-skipped'],
  [
    js('expect(f(1)).toBe(2);'),
    js('expect(f(1)).toBe(2);').replace("'adds',", "'adds', { skip: true },"),
    'sure test-skipped',
  ],
  [
    js('expect(f(1)).toBe(2);'),
    js('expect(f(1)).toBe(2);').replace("'adds',", "'adds', { skip: isSlow },"),
    'likely test-skipped',
  ],
  [js('expect(f(1)).toBe(2);'), js('this.skip(); expect(f(1)).toBe(2);'), 'sure test-skipped'],
  [js('expect(f(1)).toBe(2);'), js('if (slow) t.skip(); expect(f(1)).toBe(2);'), 'likely test-skipped'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBe(2);', 'test.skipIf(slow)'), 'likely test-skipped'],
  [`describe('a', () => { ${js('x();')} })`, `describe.skip('a', () => { ${js('x();')} })`, 'sure test-skipped'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBe(2);', 'it.only'), 'sure test-focused'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBe(2);', 'fit'), 'sure test-focused'],
  [`describe('a', () => { ${js('x();')} })`, `fdescribe('a', () => { ${js('x();')} })`, 'sure test-focused'],
  [js('expect(f(1)).toBe(2);'), `// ${js('').replaceAll('\n', '')}`, 'sure test-deleted'],
  [js('expect(f(1)).toBe(2); expect(f(2)).toBe(3);'), js('expect(f(1)).toBe(2);'), 'likely fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js(''), 'sure fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js('expect(true).toBe(true);'), 'sure fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js('return; expect(f(1)).toBe(2);'), 'sure fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js('// expect(f(1)).toBe(2);'), 'sure fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js('"expect(f(1)).toBe(2)";'), 'sure fewer-assertions'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBeTruthy();'), 'sure looser-assertion'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toEqual(expect.anything());'), 'sure looser-assertion'],
  [js('expect(f(1)).toEqual({ a: 1 });'), js('expect(f(1)).toMatchObject({ a: 1 });'), 'sure looser-assertion'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1)).not.toBe(3);'), 'sure looser-assertion'],
  [js('expect(f(1)).toBe(2);'), js('expect(f(1) === 2 || true).toBe(true);'), 'likely looser-assertion'],
  [js('expect(f(1)).toBeCloseTo(2, 5);'), js('expect(f(1)).toBeCloseTo(2, 1);'), 'sure looser-assertion'],
  [js('expect(f(1)).toBeLessThan(10);'), js('expect(f(1)).toBeLessThan(1000);'), 'sure looser-assertion'],
  [js('expect(f(1)).toMatch(/^ab+c$/);'), js('expect(f(1)).toMatch(/ab+c/);'), 'sure looser-assertion'],
  [js('expect(f(1)).toMatch(/^no year$/);'), js('expect(f(1)).toMatch(/no/);'), 'sure looser-assertion'],
  [js("expect(f(1)).toContain('no such file');"), js("expect(f(1)).toContain('file');"), 'sure looser-assertion'],
  [js("expect(() => f()).toThrow('bad');"), js('expect(() => f()).toThrow();'), 'sure looser-assertion'],
  [js('assert.strictEqual(f(1), 2);'), js('assert.ok(f(1));'), 'sure looser-assertion'],
  [js('expect(f(1)).to.equal(2);'), js('expect(f(1)).to.be.ok;'), 'sure looser-assertion'],
  [
    js('expect(f(1)).toMatchInlineSnapshot(`2`);'),
    js('expect(f(1)).toMatchInlineSnapshot(`3`);'),
    'likely snapshot-updated',
  ],
  [`jest.setTimeout(1000);\n${js('x();')}`, `jest.setTimeout(60000);\n${js('x();')}`, 'possible looser-limit'],
  [js('x();'), js('// @ts-ignore\n  x();'), 'likely check-suppressed'],
];

const PYTHON: readonly Weaker[] = [
  [py('assert f(1) == 2'), py('assert f(1) == 2', '@pytest.mark.skip\n'), 'sure test-skipped'],
  [py('assert f(1) == 2'), py('assert f(1) == 2', '@pytest.mark.xfail(reason="later")\n'), 'sure test-skipped'],
  [py('assert f(1) == 2'), py('assert f(1) == 2', '@pytest.mark.skipif(slow, reason="x")\n'), 'likely test-skipped'],
  [py('assert f(1) == 2'), py('assert f(1) == 2', 'pytestmark = pytest.mark.skip("x")\n'), 'sure test-skipped'],
  [py('assert f(1) == 2'), py('pytest.skip("x")\n    assert f(1) == 2'), 'sure test-skipped'],
  [py('assert f(1) == 2'), py('pass'), 'sure fewer-assertions'],
  [py('assert f(1) == 2'), py('assert True'), 'sure fewer-assertions'],
  [py('assert f(1) == 2'), py('assert f(1)'), 'sure looser-assertion'],
  [py('assert f(1) == 2'), py('assert f(1) is not None'), 'sure looser-assertion'],
  [py('assert f(1) == "abc"'), py('assert "a" in f(1)'), 'sure looser-assertion'],
  [py('assert f(1) == approx(2, rel=1e-6)'), py('assert f(1) == approx(2, rel=0.5)'), 'likely looser-assertion'],
  [
    py('self.assertAlmostEqual(f(1), 2, places=7)'),
    py('self.assertAlmostEqual(f(1), 2, places=1)'),
    'sure looser-assertion',
  ],
  [
    py('with pytest.raises(ValueError, match="x"): f()'),
    py('with pytest.raises(Exception): f()'),
    'sure looser-assertion',
  ],
];

const OTHERS: readonly (readonly [string, ...Weaker])[] = [
  ['a_test.go', go('require.Equal(t, 2, f(1))'), go('t.Skip("x"); require.Equal(t, 2, f(1))'), 'sure test-skipped'],
  ['a_test.go', go('require.Equal(t, 2, f(1))'), go('require.NotNil(t, f(1))'), 'sure looser-assertion'],
  ['a_test.go', go('if f(1) != 2 { t.Fatal() }'), go('if f(1) < 0 { t.Fatal() }'), 'sure looser-assertion'],
  ['a_test.go', go('t.Run("b", func(t *testing.T) { t.Fatal() })'), go(''), 'sure test-deleted'],
  ['tests/a.rs', rust('assert_eq!(f(1), 2);'), rust('assert_eq!(f(1), 2);', '#[ignore]\n'), 'sure test-skipped'],
  ['tests/a.rs', rust('assert_eq!(f(1), 2);'), rust('assert!(f(1));'), 'sure looser-assertion'],
  ['tests/a.rs', rust('assert_eq!(f(1), 2);'), '', 'sure test-deleted'],
  ['ATest.java', java('assertEquals(2, f(1));'), java('assertEquals(2, f(1));', '@Disabled("x")'), 'sure test-skipped'],
  ['ATest.java', java('assertEquals(2, f(1));'), java('assertNotNull(f(1));'), 'sure looser-assertion'],
  [
    'ATest.java',
    java('assertThat(f(1)).isEqualTo(2);'),
    java('assertThat(f(1)).isNotNull();'),
    'sure looser-assertion',
  ],
];

describe('a weaker test', () => {
  it.each(JAVASCRIPT)('in JavaScript: %s → %s', (base, head, named) => {
    expect(brief(weakening('a.test.js', base, head))).toEqual([named]);
    expect(brief(weakening('a.test.ts', base, head))).toEqual([named]);
  });

  it.each(PYTHON)('in Python: %s → %s', (base, head, named) => {
    expect(brief(weakening('test_a.py', base, head))).toEqual([named]);
  });

  it.each(OTHERS)('in %s: %s → %s', (path, base, head, named) => {
    expect(brief(weakening(path, base, head))).toEqual([named]);
  });

  it('is named with its line, what it was and what it is', () => {
    const [base, head] = [js('expect(f(1)).toBe(2);'), js('expect(f(1)).toBeDefined();')];
    expect(weakening('a.test.js', `// first\n${base}`, `// first\n${head}`)).toEqual([
      {
        path: 'a.test.js',
        line: 3,
        what: 'looser-assertion',
        strength: 'sure',
        of: 'adds',
        was: 'expect(f(1)).toBe(2)',
        is: 'expect(f(1)).toBeDefined()',
      },
    ]);
  });

  it('is told once for a suite or a file as a whole', () => {
    const file = `describe('a', () => { it('b', () => {}); it('c', () => {}); it('d', () => {}); it('e', () => {}) })`;
    expect(weakening('a.test.js', file, file.replace('describe', 'describe.skip'))).toMatchObject([
      { what: 'test-skipped', of: '4 tests: a > b, a > c, a > d, …', is: 'describe.skip' },
    ]);
    expect(weakerFiles([{ path: 'a.test.js', base: file }], none)).toMatchObject([
      { what: 'test-deleted', of: '4 tests: a > b, a > c, a > d, …', is: 'gone, with its file' },
    ]);
  });
});
