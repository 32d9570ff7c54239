import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { weakerFiles } from '../../../src/core/integrity/weaker-files.js';
import type { ChangedFile, Weakening } from '../../../src/core/integrity/weakening.js';

const weakening = (...files: readonly ChangedFile[]): readonly Weakening[] => weakerFiles(files, () => false);

const DATES = `import { parse } from '../src/parse';

describe('parse', () => {
  it('reads the year', () => {
    const date = parse('2020-01-31');
    expect(date.year).toBe(2020);
    expect(date.day).toEqual(31);
  });

  it('rejects a 13th month', () => {
    expect(() => parse('2020-13-01')).toThrow('no such month');
  });
});
`;

const YEAR = /( {2}it\('reads[\s\S]*?\n {2}\}\);\n)/;

/** What people do to tests every day; nothing of it asks less. */
const ORDINARY: readonly (readonly [string, (text: string) => string])[] = [
  ['a test is renamed', (text) => text.replace('reads the year', 'reads year and day')],
  ['a suite is renamed', (text) => text.replace("describe('parse'", "describe('parse()'")],
  ['quotes and semicolons go', (text) => text.replaceAll("'", '"').replaceAll(';', '')],
  ['it is indented otherwise', (text) => text.replaceAll('  ', '\t')],
  ['arguments stand on lines of their own', (text) => text.replace("parse('2020-01-31')", "parse(\n '2020-01-31',\n)")],
  ['comments come', (text) => text.replaceAll('expect(date', '// it.skip, expect(x).toBe(1)\n    expect(date')],
  ['an assertion is added', (text) => text.replace('(31);', '(31);\n    expect(date.month).toBe(1);')],
  ['an assertion is stricter', (text) => text.replace("('no such month')", "('no such month: 13')")],
  ['toEqual becomes toBe', (text) => text.replace('toEqual(31)', 'toBe(31)')],
  ['an expected value changes', (text) => text.replaceAll('2020', '2021')],
  ['assertions change places', (text) => text.replace(/( +expect\(date\.year.*\n)( +expect\(date\.day.*\n)/, '$2$1')],
  ['a variable is renamed', (text) => text.replaceAll('date', 'parsed')],
  [
    'a test is added',
    (text) => text.replace('describe(', "it('is there', () => { expect(parse).toBeDefined(); });\ndescribe("),
  ],
  ['a test becomes async', (text) => text.replace('() => {\n    const', 'async () => {\n    const')],
  ['a test that is still to come is noted', (text) => `${text}it.todo('reads weeks');\n`],
  ['tests change places', (text) => text.replace(YEAR, '').replace(/\}\);\n$/, `${YEAR.exec(text)?.[1] ?? ''}});\n`)],
  ['it becomes test', (text) => text.replaceAll(' it(', ' test(')],
  ['a suite is taken apart', (text) => text.replace(/describe.*\n/, '').replace(/\}\);\n$/, '')],
  [
    'assertions move to a function of the file',
    (text) =>
      `function sees(date) { expect(date.day).toEqual(31); expect(date.year).toBe(2020); }\n${text
        .replace('expect(date.year).toBe(2020);', 'sees(date);')
        .replace('expect(date.day).toEqual(31);', 'expect(date.month).toBe(1);')}`,
  ],
];

describe('an ordinary edit', () => {
  it.each(ORDINARY)('asks nothing less: %s', (_name, edit) => {
    const head = edit(DATES);
    expect(head).not.toBe(DATES);
    expect(weakening({ path: 'test/dates.test.js', base: DATES, head })).toEqual([]);
  });

  it('may move a test to another file', () => {
    const gone = { path: 'test/dates.test.js', base: DATES };
    expect(weakening(gone, { path: 'test/parse/dates.test.js', head: DATES })).toEqual([]);
  });

  it('may join two tests, or drop an assertion that stands twice', () => {
    const [first, second] = ["it('a', () => { expect(f(1)).toBe(1); });", "it('b', () => { expect(f(2)).toBe(2); });"];
    const joined = "it('a', () => { expect(f(1)).toBe(1); const more = g(); h(more); expect(f(2)).toBe(2); });";
    expect(weakening({ path: 'a.test.js', base: `${first}\n${second}`, head: joined })).toEqual([]);
    const twice = first.replace('expect(f(1)).toBe(1);', 'expect(f(1)).toBe(1); expect(f(1)).toBe(1);');
    expect(weakening({ path: 'a.test.js', base: twice, head: first })).toEqual([]);
  });

  it('may bring back what was left out, or drop it', () => {
    const base = DATES.replaceAll(' it(', ' it.skip(');
    expect(weakening({ path: 'a.test.js', base, head: DATES })).toEqual([]);
    expect(weakening({ path: 'a.test.js', base, head: '' })).toEqual([]);
  });

  it('may gather tests in a table, which is only perhaps less', () => {
    const table =
      "  it.each(CASES)('reads the %s', (field, value) => {\n    expect(parse(ISO)[field]).toBe(value);\n  });\n";
    const found = weakening({ path: 'a.test.js', base: DATES, head: DATES.replace(YEAR, table) });
    expect(found.filter(({ strength }) => strength !== 'possible')).toEqual([]);
  });
});

const PYTHON = `import pytest


class TestParse:
    @pytest.mark.parametrize("text,year", [("2020", 2020)])
    def test_year(self, text, year):
        assert parse(text).year == year

    def test_bad(self):
        with pytest.raises(ValueError, match="month"):
            parse("2020-13-01")
`;

describe('an ordinary edit of a Python test', () => {
  it.each<readonly [string, (text: string) => string]>([
    ['renamed', (text) => text.replace('test_bad', 'test_rejects_a_bad_month')],
    ['quotes', (text) => text.replaceAll('"', "'")],
    ['another input', (text) => text.replace('[("2020", 2020)]', '[("2020", 2020), ("2021", 2021)]')],
    ['a message', (text) => text.replace('.year == year', '.year == year, "the year"')],
    ['taken out of its class', (text) => text.replace('class TestParse:\n', '').replace(/^ {4}/gm, '')],
  ])('asks nothing less: %s', (_name, edit) => {
    expect(weakening({ path: 'tests/test_parse.py', base: PYTHON, head: edit(PYTHON) })).toEqual([]);
  });
});

const PIECES =
  `it('a', () => {|});|expect(f(1)).toBe(2);|describe.skip(|(|)|{|}|\`\${|/|"|'|\n|// x|/*|assert a == 1|def test_a():|
    |#[test]|fn a() {|t.Run("a", func(t *testing.T) {|@Test void a() {|class A {|日本|\u0000|\ud800`.split('|');

describe('whatever the text', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(' '));
  const path = fc.constantFrom('a.test.ts', 'a.test.jsx', 'test_a.py', 'a_test.go', 'tests/a.rs', 'ATest.java');

  it('a file is never weaker than itself, wherever it stands', () => {
    fc.assert(
      fc.property(path, text, (name, same) => {
        expect(weakening({ path: name, base: same, head: same })).toEqual([]);
        const moved = [
          { path: name, base: same },
          { path: `test/${name}`, head: same },
        ];
        expect(weakening(...moved).filter(({ what }) => /^test-(?:deleted|skipped)$/.test(what))).toEqual([]);
      }),
    );
  });

  it('every finding stands on a line of head', () => {
    fc.assert(
      fc.property(path, text, text, (name, base, head) => {
        const lines = head.split('\n').length;
        const found = weakening({ path: name, base, head });
        expect(found.filter(({ line = 1 }) => line < 1 || line > lines)).toEqual([]);
      }),
    );
  });

  it.each(['a.f(', '(', '[', '{a:', 'f()(', 'it("a", () => {', 'if (a) {', '!'])('nested deep: %s', (open) => {
    const head = `${DATES}${open.repeat(150)}`;
    expect(weakening({ path: 'a.test.js', base: DATES, head }).filter(({ what }) => what === 'test-deleted')).toEqual(
      [],
    );
  });
});
