import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportFormat } from '../../../src/core/evals/eval.js';
import { parseReport } from '../../../src/core/results/read-report.js';
import { REAL, fixture, parse, testsOf, whyUnusable } from './fixtures.js';

const FORMATS: readonly ReportFormat[] = ['junit', 'tap', 'ctrf', 'jest', 'vitest', 'go', 'pytest', 'promptfoo'];

const tap = (names: readonly string[]): string =>
  `1..${names.length}\n${names.map((name) => `ok - ${name}`).join('\n')}\n`;

describe('parseReport', () => {
  it.each(FORMATS)('is not content with no report of %s', (format) => {
    expect(whyUnusable(parse(format))).toBe('there is no report');
  });

  it('is not content with one empty file beside a whole one', () => {
    expect(whyUnusable(parse('tap', tap(['a']), ''))).toBe('report-1 is empty');
  });

  it('gives every test a name of its own', () => {
    const names = testsOf(parse('tap', tap(['a', 'a', 'a #2', 'a', '(exit)']))).map((test) => test.name);
    expect(names).toEqual(['a', 'a #2', 'a #2 #2', 'a #3', '(exit) #2']);
  });

  it('cuts names and messages at a character, and counts what is left out', () => {
    const [test] = testsOf(parse('tap', `1..1\nnot ok ${'é'.repeat(2000)}\n  ${'x'.repeat(9000)}\n`));
    expect(test?.name).toBe(`${'é'.repeat(1024)}… (1952 more bytes)`);
    expect(test?.message).toMatch(/^x{8192}… \(808 more bytes\)$/);
    expect(test?.filter).toBe('é'.repeat(2000));
  });

  it('refuses more tests than it would ever show', () => {
    const many = `1..200001\n${'ok\n'.repeat(200_001)}`;
    expect(whyUnusable(parse('tap', many))).toContain('more than 200000 tests');
  });

  it.each(['/tree', '/tree/'])('tells paths relative to the tree %s', (root) => {
    const text = '1..1\nnot ok 1 - /tree/a.js: file:///tree/b.js /private/tree/c.js /other/d.js\n';
    const report = parseReport('tap', [{ path: 'r', text }], root);
    expect(testsOf(report)[0]?.name).toBe('a.js: b.js c.js /other/d.js');
    expect(testsOf(parseReport('tap', [{ path: 'r', text }]))[0]?.name).toContain('/tree/a.js');
  });

  it('knows no duration that is no number', () => {
    const text =
      '<testsuite><testcase name="a" time="NaN"/><testcase name="b" time="-1"/><testcase name="c" time="1e999"/></testsuite>';
    expect(testsOf(parse('junit', text)).map((test) => test.duration)).toEqual([undefined, undefined, undefined]);
  });
});

describe('whatever a report holds', () => {
  it.each(FORMATS)('reading %s never throws, and never yields an empty or unnamed list', (format) => {
    const pieces = fc.constantFrom(
      '<testsuite>',
      '</testsuite>',
      '<testcase name="a"/>',
      'ok 1',
      'not ok 2',
      '1..2',
      '{',
      '}',
      '[',
      ']',
      '---',
      '...',
    );
    const broken = fc
      .array(fc.oneof(pieces, fc.string(), fc.constantFrom('\n', '    ', '"')))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(broken, fc.json()), (text) => {
        const report = parse(format, text);
        expect(report.kind === 'unusable' ? report.why : report.tests.map((test) => test.name)).not.toHaveLength(0);
      }),
      { numRuns: 200 },
    );
  });

  it.each(REAL)('a %s report %s with a part taken out or doubled never throws', (format, name) => {
    const text = fixture(name);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(200), fc.boolean(), (at, length, double) => {
        const part = text.slice(at, at + length);
        const mutated = text.slice(0, at) + (double ? part + part : '') + text.slice(at + length);
        expect(['complete', 'unusable']).toContain(parse(format, mutated).kind);
      }),
      { numRuns: 60 },
    );
  });

  it.each(REAL)('a %s report %s cut short never passes with a test missing', (format, name) => {
    const text = fixture(name);
    const whole = testsOf(parse(format, text));
    // Go's stream has no end of its own: a cut between two packages leaves a whole report of fewer packages.
    const groupOf = (test: string): string => (format === 'go' ? (test.split(' > ')[0] ?? '') : '');
    for (let end = 0; end < text.length; end += 31) {
      const cut = parse(format, text.slice(0, end));
      if (cut.kind === 'unusable' || cut.tests.some((test) => test.status === 'failed')) continue;
      const left = new Set(cut.tests.map((test) => test.name));
      const groups = new Set([...left].map(groupOf));
      expect(whole.filter(({ name: test }) => groups.has(groupOf(test)) && !left.has(test))).toEqual([]);
    }
  });
});
