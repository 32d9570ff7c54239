import { describe, expect, it } from '@jest/globals';

import { METRICS, metricsTable } from '../../scripts/verdict/metrics-table.js';
import { countMetrics, NUMBERS } from '../../scripts/verdict/metrics.js';
import { DRIFTING, HEAVY, LOW, machineOf } from '../../scripts/verdict/noise.js';
import { randomOf } from '../../scripts/verdict/random.js';

const of = (change: string, noise: string) => METRICS.find((it) => it.change === change && it.noise.name === noise)!;

describe('simulated numbers', () => {
  it('find what is twice as slow, and nothing else', () => {
    const { found, wrongPullRequests, pairs } = countMetrics(of('one twice as slow', 'low'), { times: 20, seed: 1 });
    expect([found, wrongPullRequests]).toEqual([
      { hits: 20, of: 20 },
      { hits: 0, of: 20 },
    ]);
    expect(pairs.changed).toBeGreaterThan(pairs.same);
  });

  it('count each number that is called worse though it may be so', () => {
    const { wrong, found } = countMetrics(of('all 2 % slower', 'heavy'), { times: 10, seed: 1 });
    expect([wrong.of, found.of]).toEqual([10 * NUMBERS, 0]);
    const worse = { ...of('all 2 % slower', 'low'), times: 1.5 };
    expect(countMetrics(worse, { times: 5, seed: 1 }).found).toEqual({ hits: 5 * NUMBERS, of: 5 * NUMBERS });
  });

  it('follow from their seed, and stay below their bars', () => {
    const drawn = { times: 8, seed: 3 };
    expect(metricsTable(drawn)).toEqual(metricsTable(drawn));
    expect(metricsTable(drawn).misses).toEqual([]);
  });
});

describe('a machine', () => {
  const spreadOf = (noise: typeof LOW): number => {
    const run = machineOf({ ...noise, slowed: { share: 0, by: 0 } }, randomOf(1));
    const logs = Array.from({ length: 2000 }, () => Math.log(run()));
    const mean = logs.reduce((sum, it) => sum + it, 0) / logs.length;
    return Math.sqrt(logs.reduce((sum, it) => sum + (it - mean) ** 2, 0) / logs.length);
  };

  it('is as noisy as it says', () => {
    expect(spreadOf(LOW)).toBeCloseTo(0.01, 3);
    expect(spreadOf(HEAVY)).toBeCloseTo(0.08, 2);
    expect(spreadOf(DRIFTING)).toBeGreaterThan(0.15);
  });
});
