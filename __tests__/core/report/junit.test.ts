import { describe, expect, it } from '@jest/globals';
import { junitFor } from '../../../src/core/report/junit.js';
import { readJunit } from '../../../src/core/results/junit.js';
import { readXml } from '../../../src/core/results/xml.js';
import { aBreak, aCase, aResult } from '../../support/results.js';
import { SITUATIONS } from '../../support/situations.js';

const drawn = junitFor(
  aBreak([
    aCase('a/broke', 'broke', { because: [{ target: 'exit', summary: 'exit: expected <1>, got "0"' }] }),
    aCase('a/removed', 'removed'),
    aCase('a/rewritten', 'rewritten'),
    aCase('a/warned', 'changed'),
    aCase('b/unmeasured', 'unmeasured'),
    aCase('b/suspect', 'suspect'),
    aCase('b/not-affected', 'not-affected'),
    aCase('b/passes', 'passes'),
  ]),
);

const rootOf = (text: string) => readXml({ path: 'junit.xml', text }).name;

describe('junitFor', () => {
  it.each(Object.keys(SITUATIONS).filter((name) => name !== 'too-long'))('is well formed for %s', (name) => {
    expect(rootOf(junitFor(SITUATIONS[name]!()))).toBe('testsuites');
  });

  it('has one suite for each eval, with totals', () => {
    expect(drawn).toContain(
      '<testsuites name="formative" tests="8" failures="3" errors="2" skipped="1" time="41.700">',
    );
    expect(drawn).toContain('<testsuite name="a" tests="4" failures="3" errors="0" skipped="0">');
  });

  it('has one test for each case, red where the verdict is', () => {
    expect(drawn).toContain('<testcase classname="b" name="passes"/>');
    expect(drawn).toContain('<skipped message="What it depends on did not change."/>');
    expect(drawn).toContain('<error type="unmeasured" message="not measured">');
    expect(drawn).toContain('<testcase classname="a" name="warned"><system-out>');
  });

  it('says why, read back as a suite of its own', () => {
    const [broke, ...rest] = readJunit({ path: 'junit.xml', text: drawn });
    expect(broke).toMatchObject({ name: 'a > broke', status: 'failed' });
    expect(broke?.message).toContain('Base: passed 2 of 2. Head: failed 2 of 2.\nexit: expected <1>, got "0"');
    expect(rest.map(({ status }) => status)).toEqual([
      'failed',
      'failed',
      'passed',
      'failed',
      'failed',
      'skipped',
      'passed',
    ]);
  });

  it('is well formed without a case', () => {
    expect(rootOf(junitFor(aResult([])))).toBe('testsuites');
  });
});
