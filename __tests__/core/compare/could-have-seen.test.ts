import { describe, expect, it } from '@jest/globals';

import { chanceToSay, type Typical } from '../../../src/core/compare/could-have-seen.js';
import { crowdsOf } from '../../../src/core/compare/crowd.js';
import { evidence } from '../../support/evidence.js';

const KNOWN: Typical = {
  record: { passed: 100, failed: 0 },
  measured: 'command',
  trials: 1,
  reruns: 24,
  baseAtOnce: false,
};
const setting = (compared: number) => {
  const others = Array.from({ length: compared }, (_, index) => evidence('', 'p', { id: `e/${index}` }));
  return { court: { compared, broken: 0, errorRate: 0.05 }, crowd: crowdsOf(others, 'command')(evidence('', '')) };
};
const chance = (failing: number, more: Partial<Typical> = {}, compared = 200): number =>
  chanceToSay({ ...KNOWN, ...more }, failing, setting(compared));

describe('what a run could have seen', () => {
  it('is every case that stops working, known or new', () => {
    expect(chance(1)).toBe(1);
    expect(chance(1, { baseAtOnce: true })).toBe(1);
    expect(chance(1, { record: { passed: 0, failed: 0 } })).toBe(1);
  });

  it('is none that never fails', () => {
    expect(chance(0)).toBe(0);
  });

  it('is no more of one that fails now and then than what its first trial shows', () => {
    expect(chance(0.5)).toBeGreaterThan(0.3);
    expect(chance(0.5)).toBeLessThan(0.5);
    expect(chance(0.5, { trials: 3 })).toBeGreaterThan(0.7);
  });

  it('shrinks with what a run may spend, and with how much it compares', () => {
    expect(chance(1, { reruns: 3 })).toBe(0);
    expect(chance(0.5, { reruns: 12 })).toBeLessThan(chance(0.5));
    expect(chance(0.5, {}, 5000)).toBeLessThan(chance(0.5, {}, 20));
  });
});
