import { describe, expect, it } from '@jest/globals';

import type { MetricFinding } from '../../../src/core/compare/decide-metric.js';
import type { Finding } from '../../../src/core/compare/finding.js';
import { metricChange } from '../../../src/core/compare/metric-change.js';
import type { When } from '../../../src/core/evals/eval.js';
import type { Metric } from '../../../src/core/evals/metric.js';
import { DEFAULT_WHEN } from '../../../src/core/evals/policy.js';

const BYTES: Metric = {
  name: 'bytes',
  from: { kind: 'file', path: 'a.js', at: { kind: 'size' } },
  better: 'lower',
  allow: { kind: 'amount', amount: 0 },
  unit: '',
  noisy: false,
};

interface Given {
  readonly base?: readonly number[];
  readonly head?: readonly number[];
  readonly metric?: Metric;
  readonly ofCase?: Finding;
  readonly when?: When;
  readonly note?: string;
}

function change(
  finding: MetricFinding,
  {
    base = [1000, 1000],
    head = [1032, 1032],
    metric = BYTES,
    ofCase = 'still-passes',
    when = DEFAULT_WHEN,
    note,
  }: Given = {},
) {
  const side = (given: readonly number[]) =>
    new Map(given.map((value, index) => [index, { kind: 'number', value } as const]));
  const readings = { base: side(base), head: side(head) };
  const evidence = { id: 'e/c:bytes', eval: 'e', name: 'c:bytes', metric, readings };
  return metricChange({ evidence, finding, ofCase, ...(note !== undefined && { note }) }, when);
}

describe('a number that got worse', () => {
  it('is told with both sides and what is allowed, and blocks', () => {
    const words =
      '1,032 bytes on head, 1,000 bytes on base: 3.2 % more, worse in 2 of 2 trials; nothing more is allowed';
    expect(change('broke')).toEqual({
      ...{ id: 'e/c:bytes', eval: 'e', name: 'c:bytes', kind: 'broke', gate: 'block' },
      why: words,
      because: [{ target: 'bytes', summary: words }],
      base: { passed: 2, failed: 0 },
      head: { passed: 2, failed: 0 },
      metric: {
        ...{ name: 'bytes', better: 'lower', unit: 'bytes', allowed: 'nothing more', noisy: false },
        ...{ base: 1000, head: 1032, pairs: 2, worse: 2 },
      },
    });
  });

  it.each<[MetricFinding, 'broke' | 'unclear']>([
    ['broke', 'broke'],
    ['suspect', 'unclear'],
    ['unmeasured', 'unclear'],
  ])('%s does to the verdict what its eval says of %s', (finding, key) => {
    expect(change(finding, { when: { ...DEFAULT_WHEN, [key]: 'warn' } }).gate).toBe('warn');
    expect(change(finding, { when: { ...DEFAULT_WHEN, [key]: 'ask' } }).gate).toBe('ask');
  });

  it('is told by the middle of all numbers', () => {
    const time = { ...BYTES, from: { kind: 'duration' }, noisy: true } as const;
    const { metric } = change('broke', { metric: time, base: [1, 3, 2], head: [9, 5, 100] });
    expect(metric).toMatchObject({ unit: 's', noisy: true, base: 2, head: 9, pairs: 3, worse: 3 });
  });
});

it.each<[MetricFinding, string]>([
  ['flaky', 'flaky'],
  ['still-passes', 'still-passes'],
  ['better', 'still-passes'],
  ['added', 'added'],
])('%s blocks nothing', (finding, kind) => {
  expect(
    change(finding, { when: { broke: 'block', changed: 'block', rewritten: 'block', unclear: 'block' } }),
  ).toMatchObject({
    kind,
    gate: 'none',
    because: [],
  });
});

it('only one that got better says so', () => {
  expect(change('better', { head: [900] }).metric?.improved).toBe(true);
  expect(change('still-passes', { head: [900] }).metric).not.toHaveProperty('improved');
});

it('says why there is no number', () => {
  const { why, metric } = change('unmeasured', { head: [], note: 'stdout is not JSON' });
  expect(why).toBe('no number on head, 1,000 bytes on base; stdout is not JSON');
  expect(metric).not.toHaveProperty('head');
});

describe('where its case fails', () => {
  it.each<[Finding, string]>([
    ['broke', 'blocked'],
    ['changed', 'blocked'],
    ['rewritten', 'blocked'],
    ['suspect', 'blocked'],
    ['fixed', 'added'],
    ['still-fails', 'still-fails'],
    ['flaky', 'still-fails'],
    ['unmeasured', 'unmeasured'],
    ['still-passes', 'unmeasured'],
  ])('%s, it is %s', (ofCase, kind) => {
    const it = change('no-trial', { ofCase, base: [], head: [] });
    expect([it.kind, it.why, it.blockedBy]).toEqual([
      kind,
      'a trial that fails gives no number',
      kind === 'blocked' ? 'e' : undefined,
    ]);
  });
});
