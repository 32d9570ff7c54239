import { describe, expect, it } from '@jest/globals';

import { beliefOf } from '../../../src/core/compare/belief.js';
import { crowdsOf } from '../../../src/core/compare/crowd.js';
import { evidenceNumber } from '../../../src/core/compare/evidence-number.js';
import { evidence } from '../../support/evidence.js';

const many = (count: number, base: string, head: string) =>
  Array.from({ length: count }, (_, index) => evidence(base, head, { id: `e/${base}-${head}-${index}` }));
const SUSPECT = evidence('pppp', 'ffff');
const NONE = { passed: 0, failed: 0 };
const evidenceBeside = (others: ReturnType<typeof many>, one = SUSPECT): number => {
  const crowd = crowdsOf([...others, one], 'command')(one);
  const passed = one.base.filter(({ kind }) => kind === 'passed').length;
  const failed = one.head.filter(({ kind }) => kind === 'failed').length;
  return evidenceNumber({ base: { passed, failed: 0 }, head: { passed: 0, failed } }, beliefOf('command', NONE, crowd));
};

describe('what the other cases say', () => {
  it('makes a new case that breaks outright as convincing as a known one', () => {
    expect(evidenceBeside([])).toBeLessThan(500);
    expect(evidenceBeside(many(199, '', 'p'))).toBeGreaterThan(4000);
  });

  it('makes it less convincing where many of them are flaky', () => {
    const calm = evidenceBeside(many(199, 'p', 'p'));
    const shaky = evidenceBeside([...many(120, 'pp', 'pp'), ...many(40, 'pf', 'pf'), ...many(39, 'fp', 'pf')]);
    expect(shaky).toBeLessThan(calm / 20);
  });

  it('is not swayed by others that look broken too: only what base did counts of them', () => {
    const alone = evidenceBeside(many(199, 'pp', 'pp'));
    const together = evidenceBeside([...many(179, 'pp', 'pp'), ...many(20, 'pp', 'ff')]);
    expect(together).toBeGreaterThan(alone / 2);
  });

  it('leaves out what the case itself did', () => {
    const mixed = evidence('pp', 'fpfpfpfp');
    const others = many(20, 'p', 'p');
    const crowds = crowdsOf([...others, mixed], 'command');
    const without = crowdsOf(others, 'command')(evidence('', ''));
    const own = crowds(mixed);
    expect(own.runs).toBe(40);
    expect(own.weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(Math.abs((own.weights[10] ?? 0) - (without.weights[10] ?? 0))).toBeLessThan(0.005);
  });

  it('counts for less, the more is on record of the case itself', () => {
    const crowd = crowdsOf(many(500, 'p', 'p'), 'command')(evidence('', ''));
    expect(beliefOf('command', NONE, crowd).distrust).toBe(0.01);
    expect(beliefOf('command', { passed: 100, failed: 0 }, crowd).distrust).toBeCloseTo(2 / 102, 12);
    expect(beliefOf('command', { passed: 900, failed: 0 }, crowd)).toEqual(
      beliefOf('command', { passed: 100, failed: 0 }, crowd),
    );
  });
});
