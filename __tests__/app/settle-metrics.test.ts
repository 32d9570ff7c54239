import { describe, expect, it } from '@jest/globals';

import { firstPass } from '../../src/app/first-pass.js';
import { openHearing } from '../../src/app/hearing.js';
import { settleMetrics } from '../../src/app/settle-metrics.js';
import { settle } from '../../src/app/settle.js';
import type { CaseChange } from '../../src/core/compare/change.js';
import type { Metric } from '../../src/core/evals/metric.js';
import { aCase } from '../support/evals.js';
import { aBench, type BenchParts, type FakeBench } from '../support/fakes/bench.js';
import { anEval } from '../support/fakes/played-evals.js';
import type { Behaviour } from '../support/fakes/fake-sandbox.js';

const EXACT: Metric = {
  name: 'bytes',
  from: { kind: 'stdout', at: { kind: 'json', path: '$' } },
  better: 'lower',
  allow: { kind: 'share', share: 0.1 },
  unit: 'bytes',
  noisy: false,
};
const NOISY: Metric = { ...EXACT, name: 'ticks', noisy: true };

/** A program that prints these numbers, one a trial, by turns; an empty one fails. */
function prints(numbers: Readonly<Record<'base' | 'head', readonly (number | '')[]>>): Behaviour {
  const played = { base: 0, head: 0 };
  return ({ read }) => {
    const side = read('side') === 'base' ? 'base' : 'head';
    const all = numbers[side];
    const number = all[played[side] % all.length] ?? '';
    played[side] += 1;
    return number === '' ? 1 : String(number);
  };
}

function aSpeed(metrics: readonly Metric[], more: Parameters<typeof anEval>[1] = {}) {
  return anEval('speed', { cases: [aCase('run', { metrics })], ...more });
}

interface Settled extends FakeBench {
  readonly changes: readonly CaseChange[];
  /** The sides of all programs, in their order. */
  readonly sides: string;
}

async function settled(one: ReturnType<typeof aSpeed>, program: Behaviour, parts: BenchParts = {}): Promise<Settled> {
  let sides = '';
  const speed: Behaviour = (running) => {
    sides += running.read('side') === 'base' ? 'b' : 'h';
    return program(running);
  };
  const all = aBench([one], { programs: { speed }, ...parts });
  await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
  const hearing = openHearing(all.plan, 0.05);
  const found = await settle(all.bench, all.plan.units, hearing);
  const changes = await settleMetrics(all.bench, all.plan.units, { hearing, settled: found });
  return { ...all, changes, sides };
}

describe('an exact number', () => {
  it('is confirmed by one more pair', async () => {
    const { changes, sides } = await settled(aSpeed([EXACT]), prints({ base: [100], head: [120] }));
    expect(changes).toMatchObject([
      { id: 'speed/run:bytes', kind: 'broke', metric: { base: 100, head: 120, pairs: 2 } },
    ]);
    expect(sides).toHaveLength(4);
  });

  it('costs nothing beyond the first pair where it is no worse', async () => {
    const { changes, ran } = await settled(aSpeed([EXACT]), prints({ base: [100], head: [110] }));
    expect([changes[0]?.kind, ran('base'), ran('head')]).toEqual(['still-passes', 1, 1]);
  });

  it('that varies is decided over pairs', async () => {
    const { changes, ran } = await settled(aSpeed([EXACT]), prints({ base: [100, 101], head: [200, 203] }));
    expect(changes[0]).toMatchObject({ kind: 'broke', metric: { noisy: true } });
    expect(ran('head')).toBeGreaterThan(2);
  });
});

describe('a noisy number', () => {
  const doubled = prints({ base: [100, 103, 98], head: [200, 211, 195] });

  it('is tried in pairs, one after the other, and the side that goes first takes turns', async () => {
    const { changes, sides, world } = await settled(aSpeed([NOISY]), doubled, { width: 4 });
    expect(changes[0]).toMatchObject({ kind: 'broke', base: { failed: 0 }, metric: { noisy: true } });
    expect(sides).toMatch(/^bh(hbbh)+(hb)?$/);
    expect(world.sandbox.most).toBe(1);
  });

  it('is left alone when the first pair is alike', async () => {
    const { changes, sides } = await settled(aSpeed([NOISY]), prints({ base: [100], head: [104] }));
    expect([changes[0]?.kind, sides]).toEqual(['still-passes', 'bh']);
  });

  it('stays within the reruns of its eval', async () => {
    const { changes, sides } = await settled(aSpeed([NOISY], { reruns: 5 }), doubled);
    expect(changes[0]?.kind).toBe('suspect');
    expect(sides).toHaveLength(6);
  });

  it('stays open where the run is stopped', async () => {
    const stopping: { stop?: () => void } = {};
    let trials = 0;
    const all = aBench([aSpeed([NOISY])], {
      programs: {
        speed: (running) => {
          trials += 1;
          if (trials === 4) stopping.stop?.();
          return doubled(running);
        },
      },
    });
    stopping.stop = () => {
      all.world.stop.abort();
    };
    await firstPass(all.bench, all.plan, { fullBase: false, changed: [] });
    const hearing = openHearing(all.plan, 0.05);
    const found = await settle(all.bench, all.plan.units, hearing);
    const [change] = await settleMetrics(all.bench, all.plan.units, { hearing, settled: found });
    expect([change?.kind, trials]).toEqual(['suspect', 4]);
  });

  it('does not rest on two looks: what is worse once is said', async () => {
    const { changes } = await settled(aSpeed([NOISY, EXACT]), prints({ base: [100, 100.5], head: [300, 301] }));
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
      ['speed/run:ticks', 'broke'],
      ['speed/run:bytes', 'broke'],
    ]);
  });
});

describe('a case that fails', () => {
  it('gives no number, and is not tried for one', async () => {
    const { changes, ran } = await settled(aSpeed([EXACT]), prints({ base: [100], head: [''] }));
    expect(changes[0]).toMatchObject({ kind: 'blocked', blockedBy: 'speed' });
    expect(ran('head')).toBeLessThanOrEqual(3);
  });

  it('now and then gives the numbers of the trials that do not', async () => {
    const flips = prints({ base: [100], head: [100, 100, '', 100] });
    const { changes } = await settled(aSpeed([NOISY], { trials: 4 }), flips);
    expect(changes[0]).toMatchObject({ kind: 'still-passes', head: { passed: expect.any(Number) } });
  });
});

it('a number that a trial does not print is not measured, and says so', async () => {
  const { changes } = await settled(aSpeed([EXACT]), ({ read }) => (read('side') === 'base' ? '1' : 'x'));
  expect(changes[0]).toMatchObject({ kind: 'unmeasured', why: expect.stringContaining('stdout is not JSON') });
});
