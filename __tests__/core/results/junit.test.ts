import { describe, expect, it } from '@jest/globals';
import { fixture, lines, parse, testsOf, whyUnusable } from './fixtures.js';

const GREEN =
  '<testsuites tests="2"><testsuite name="s" tests="2"><testcase classname="a" name="x"/><testcase classname="a" name="y"/></testsuite></testsuites>';

describe('junit', () => {
  it('reads what mocha writes', () => {
    expect(lines(parse('junit', fixture('mocha-xunit.xml')))).toEqual([
      'skipped dates > week numbers',
      'skipped dates > quarters',
      'passed dates iso > reads a day',
      'failed dates iso > rejects day 45',
      'failed hooks > "before all" hook for "waits"',
    ]);
  });

  it('reads what vitest writes', () => {
    expect(lines(parse('junit', fixture('vitest-junit.xml'))).slice(2, 5)).toEqual([
      'failed vitest/broken.test.js > vitest/broken.test.js',
      'passed vitest/dates.test.js > dates > iso > reads a day',
      'failed vitest/dates.test.js > dates > iso > rejects day 45',
    ]);
  });

  it('names the suites where node names no class', () => {
    const tests = testsOf(parse('junit', fixture('node-junit.xml')));
    expect(tests.map((test) => `${test.status} ${test.name}`)).toEqual([
      'passed dates > iso > reads a day',
      'failed dates > iso > rejects day 45',
      'skipped dates > week numbers',
      'skipped dates > quarters',
      'passed hooks > opens',
      'passed parent > child # one',
      'passed alone',
    ]);
    expect(tests[1]).toMatchObject({ file: 'node/dates.test.js', filter: 'rejects day 45', duration: 0.007613 });
  });

  it('believes tools that list failed hooks they do not count, and count skipped tests they do not list', () => {
    expect(lines(parse('junit', fixture('jest-junit.xml')))).toHaveLength(10);
    expect(lines(parse('junit', fixture('mocha-junit.xml')))).toHaveLength(3);
  });

  it('merges files, in the order of their paths', () => {
    const other =
      '<testsuite name="t"><testcase classname="a" name="x"><failure message="no">at line 3</failure></testcase></testsuite>';
    const tests = testsOf(parse('junit', GREEN, other));
    expect(tests.map((test) => `${test.status} ${test.name}`)).toEqual([
      'passed a > x',
      'passed a > y',
      'failed a > x #2',
    ]);
    expect(tests[2]?.message).toBe('no\nat line 3');
  });

  it('decodes entities of XML, and leaves CDATA as it is', () => {
    const text =
      '<testsuite><testcase name="&lt;a&#x20;&amp;&#39;b&gt;"><error><![CDATA[<!DOCTYPE &lt;>]]></error></testcase></testsuite>';
    expect(testsOf(parse('junit', text))[0]).toMatchObject({ name: "<a &'b>", message: '<!DOCTYPE &lt;>' });
  });

  it.each([
    ['disabled', '<testcase name="a"><disabled/></testcase>', 'skipped a'],
    ['not run', '<testcase name="a" status="notrun"/>', 'skipped a'],
    ['failed by its attribute alone', '<testcase name="a" result="failed"/>', 'failed a'],
    ['failed and skipped', '<testcase name="a"><skipped/><error/></testcase>', 'failed a'],
    ['without a name', '<testcase/>', 'passed (no name)'],
  ])('calls a test that is %s so', (_what, text, line) => {
    expect(lines(parse('junit', `<testsuite>${text}</testsuite>`))).toEqual([line]);
  });

  const bomb = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>';
  it.each([
    ['a DOCTYPE', bomb + GREEN, 'DOCTYPE'],
    ['an entity inside', GREEN.replace('<testcase', '<!ENTITY a "b"><testcase'), 'DOCTYPE'],
    ['fewer tests than a suite counts', GREEN.replaceAll('"2"', '"3"'), 'says 3 tests and lists 2'],
    [
      'more tests than a suite counts',
      GREEN.replaceAll('"2"', '"1"').replace('tests="1"', ''),
      'says 1 tests and lists 2',
    ],
    [
      'a failure that is only counted',
      GREEN.replace('name="s"', 'name="s" failures="1"'),
      'says 1 failures and lists 0',
    ],
    ['a count that is no number', GREEN.replace('"2"', '"two"'), 'which is no count'],
    ['another root', '<html><testcase name="a"/></html>', 'root is <html>'],
    ['two roots', GREEN + GREEN, 'more than one root'],
    ['text beside the root', `${GREEN} ok`, 'text outside'],
    ['tags that cross', '<testsuite><testcase name="a"></testsuite></testcase>', 'not closed by its own tag'],
    ['an attribute twice', '<testsuite><testcase name="a" name="b"/></testsuite>', 'stands twice'],
    ['deep nesting', '<testsuite>'.repeat(65) + '</testsuite>'.repeat(65), 'nests deeper'],
    ['no test', '<testsuites tests="0"/>', 'lists no test'],
    ['JSON', '{}', 'text outside'],
    ['a root that is not closed', '<testsuite><testcase name="a"/>', '<testsuite> is not closed'],
    ['a tag that is not closed', '<testsuite><testcase name="a"', 'the tag <testcase> is not closed'],
    ['a cut comment', `${GREEN}<!-- `, 'is missing'],
  ])('does not believe %s', (_what, text, why) => {
    expect(whyUnusable(parse('junit', text))).toContain(why);
  });

  it('takes names of prototypes for attributes and tags', () => {
    const text = '<testsuite><__proto__/><testcase __proto__="x" constructor="y" name="__proto__"/></testsuite>';
    expect(lines(parse('junit', text))).toEqual(['passed __proto__']);
  });
});

describe('pytest', () => {
  it('reads a real report; a test that fails twice is one test', () => {
    expect(lines(parse('pytest', fixture('pytest.xml')))).toEqual([
      'passed tests.test_dates.TestIso > test_reads_a_day',
      'failed tests.test_dates.TestIso > test_rejects_day_45',
      'skipped tests.test_dates > test_weeks',
      'skipped tests.test_dates > test_known',
      'passed tests.test_dates > test_adds[1]',
      'passed tests.test_dates > test_adds[2]',
      'failed tests.test_dates > test_teardown_only',
      'failed tests.test_dates > test_both',
    ]);
  });

  it.each(['pytest.xml', 'pytest-xunit1.xml'])('makes node ids from %s', (name) => {
    const [first, , , , fifth] = testsOf(parse('pytest', fixture(name)));
    expect(first).toMatchObject({
      file: 'tests/test_dates.py',
      filter: 'tests/test_dates.py::TestIso::test_reads_a_day',
    });
    expect(fifth?.filter).toBe('tests/test_dates.py::test_adds[1]');
  });

  it('fails a module that cannot be collected', () => {
    const [broken] = testsOf(parse('pytest', fixture('pytest-broken.xml')));
    expect(broken).toMatchObject({ name: 'tests.test_broken', status: 'failed' });
    expect(broken?.message).toContain('No module named');
  });
});
