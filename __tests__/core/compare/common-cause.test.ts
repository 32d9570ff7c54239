import { describe, expect, it } from '@jest/globals';

import { crowdsOf } from '../../../src/core/compare/crowd.js';
import { decideRound } from '../../../src/core/compare/decide-round.js';
import type { Decision } from '../../../src/core/compare/finding.js';
import { openCase } from '../../support/evidence.js';

function decide(cases: readonly ReturnType<typeof openCase>[], compared: number): readonly Decision[] {
  const crowdFor = crowdsOf(
    cases.map(({ evidence }) => evidence),
    'command',
  );
  return decideRound(cases, { compared, broken: 0, errorRate: 0.05 }, ({ evidence }) => crowdFor(evidence));
}

const words = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map((it) => (it.kind === 'decided' ? it.finding : `${it.base}+${it.head}`));
const times = (count: number, base: string, head: string, more: Parameters<typeof openCase>[2] = {}) =>
  Array.from({ length: count }, (_, index) => openCase(base, head, { id: `e/${base}${head}${index}`, ...more }));

describe('many that fail on head at once', () => {
  it('wait until three of them were tried on base', () => {
    expect(words(decide(times(6, '', 'f'), 10))).toEqual(['1+0', '1+0', '1+0', '0+0', '0+0', '0+0']);
    expect(words(decide([...times(2, 'p', 'f'), ...times(4, '', 'f')], 10)).slice(2)).toEqual([
      '1+0',
      '0+0',
      '0+0',
      '0+0',
    ]);
  });

  it('are one unmeasured group when these fail on base too', () => {
    const found = decide([...times(3, 'f', 'f'), ...times(3, '', 'f')], 10);
    expect(words(found)).toEqual(Array.from({ length: 6 }, () => 'unmeasured'));
    expect(found[5]).toMatchObject({ note: expect.stringContaining('something they all need') as unknown });
  });

  it('are tried each for itself when one of these works on base', () => {
    expect(words(decide([...times(1, 'p', 'f'), ...times(2, 'f', 'f'), ...times(3, '', 'f')], 10)).slice(3)).toEqual([
      '1+1',
      '1+1',
      '1+1',
    ]);
  });

  it.each([
    ['fewer than five', times(4, '', 'f'), 5],
    ['no large share', times(6, '', 'f'), 20],
    ['those that always failed', times(6, '', 'f', { record: { passed: 1, failed: 9 } }), 10],
  ])('are no group when they are %s', (_, cases, compared) => {
    expect(new Set(words(decide(cases, compared)))).toEqual(new Set(['1+1']));
  });
});

describe('what worked on base and fails there now too', () => {
  const KNOWN = { record: { passed: 100, failed: 0 } };

  it('is unmeasured where its record says that it works', () => {
    const [found] = decide([openCase('ff', 'f', KNOWN)], 50);
    expect(found).toEqual({
      kind: 'decided',
      finding: 'unmeasured',
      note: 'fails on base now too, where it passed 100 of 100 before',
    });
    expect(words(decide([openCase('ff', 'f', { record: { passed: 80, failed: 20 } })], 50))).not.toEqual([
      'unmeasured',
    ]);
    expect(words(decide([openCase('ff', 'f')], 50))).toEqual(['still-fails']);
  });

  it('is unmeasured where it went down with others within the run', () => {
    expect(words(decide(times(3, 'pff', 'ff'), 50))).toEqual(['unmeasured', 'unmeasured', 'unmeasured']);
    expect(words(decide(times(2, 'pff', 'ff'), 50))).not.toContain('unmeasured');
  });

  it('is no outage when head passes now and then', () => {
    expect(words(decide(times(3, 'pff', 'fp'), 50))).toEqual(['flaky', 'flaky', 'flaky']);
  });
});
