import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Eval } from '../../../src/core/evals/eval.js';
import { nextStep, quickOrder, secondsToKeep, type Step } from '../../../src/core/plan/quick.js';
import { unitsOf } from '../../../src/core/plan/unit.js';
import { aCase, aCommandEval, aSuiteEval } from '../../support/evals.js';

interface Said {
  readonly failed?: boolean;
  readonly seconds?: number;
}

/** The order of all units of these evals, as ids. */
function order(evals: readonly Eval[], lately: Readonly<Record<string, Said>> = {}, changed: readonly string[] = []) {
  const seen = new Map(
    Object.entries(lately).map(([unit, said]) => [unit, { unit, seconds: 1, failed: false, ...said }]),
  );
  return quickOrder(evals.flatMap(unitsOf), { evals, lately: seen, changed });
}

const idsOf = (steps: readonly Step[]): readonly string[] => steps.flatMap(({ units }) => units.map(({ id }) => id));

describe('the order', () => {
  it('takes foundations first, whatever they take, then what failed last, then what is near, then the shortest', () => {
    const evals = [
      aCommandEval('long'),
      aCommandEval('short'),
      aCommandEval('dates'),
      aCommandEval('failed'),
      aCommandEval('top', { needs: ['ground'] }),
      aCommandEval('ground'),
    ];
    const lately = { 'long/run': { seconds: 9 }, 'ground/run': { seconds: 20 }, 'failed/run': { failed: true } };
    const known = { ...lately, 'short/run': { seconds: 0.1 }, 'top/run': { seconds: 0.2 } };
    expect(idsOf(order(evals, known, ['src/dates.ts']))).toEqual([
      'ground/run',
      'failed/run',
      'dates/run',
      'short/run',
      'top/run',
      'long/run',
    ]);
  });

  it('takes the deepest foundation first, though only what is not planned stands on it', () => {
    const evals = [
      aCommandEval('top', { needs: ['middle'] }),
      aCommandEval('middle', { needs: ['ground'] }),
      aCommandEval('ground'),
    ];
    const units = evals.filter(({ id }) => id !== 'middle').flatMap(unitsOf);
    const steps = quickOrder(units, { evals, lately: new Map(), changed: [] });
    expect(idsOf(steps)).toEqual(['ground/run', 'top/run']);
  });

  it('keeps cases that share a tree together, in their order', () => {
    const cases = [aCase('a'), aCase('b')];
    const evals = [aCommandEval('one'), aCommandEval('shared', { workspace: 'shared', cases })];
    const steps = order(evals, { 'shared/b': { failed: true } });
    expect(steps.map(({ units }) => units.map(({ id }) => id))).toEqual([['shared/a', 'shared/b'], ['one/run']]);
  });

  it('thinks of what was never run as usual', () => {
    const evals = ['never', 'short', 'middle', 'long'].map((id) => aCommandEval(id));
    const lately = { 'short/run': { seconds: 1 }, 'middle/run': { seconds: 5 }, 'long/run': { seconds: 9 } };
    expect(idsOf(order(evals, lately))).toEqual(['short/run', 'never/run', 'middle/run', 'long/run']);
  });

  it('counts every trial of a unit, on both sides where it is compared', () => {
    const evals = [aCommandEval('a', { trials: 3 }), aSuiteEval('tests')];
    const steps = order(evals, { 'a/run': { seconds: 2 }, tests: { seconds: 2 } });
    expect(steps.map(({ seconds }) => seconds)).toEqual([4, 6]);
  });
});

describe('the next step', () => {
  const steps = order([aCommandEval('a'), aCommandEval('b')], { 'a/run': { seconds: 3 }, 'b/run': { seconds: 5 } });

  it.each([
    [6, 'a/run'],
    [3, 'a/run'],
    [2.9, undefined],
    [0, undefined],
  ])('with %d seconds left is %s', (left, id) => {
    expect(nextStep(steps, left)?.units[0]?.id).toBe(id);
  });

  it('is the first that fits', () => {
    expect(nextStep([...steps].reverse(), 4)?.units[0]?.id).toBe('a/run');
  });

  it('is tried where nobody knows what it takes, but not without time', () => {
    const [unknown] = order([aCommandEval('new')]);
    expect([nextStep(unknown ? [unknown] : [], 0.1), nextStep(unknown ? [unknown] : [], 0)]).toEqual([
      unknown,
      undefined,
    ]);
  });
});

it('keeps time to decide what failed, and to try known-bad variants', () => {
  const fine = { seconds: 2, trial: 1, failed: false, controls: 0 };
  expect(secondsToKeep([fine, fine], 1)).toBe(0);
  expect(secondsToKeep([fine, { ...fine, failed: true }], 1)).toBe(7);
  expect(secondsToKeep([fine, { ...fine, failed: true }], 2)).toBe(3.5);
  expect(secondsToKeep([{ ...fine, controls: 3 }], 1)).toBe(3);
});

/** Evals that stand on earlier ones, with one to three cases. */
const someEvals = fc
  .array(fc.record({ cases: fc.integer({ min: 1, max: 3 }), needs: fc.array(fc.nat(8), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ cases, needs }, at) =>
      aCommandEval(`e${at}`, {
        cases: Array.from({ length: cases }, (_, index) => aCase(`c${index}`)),
        needs: [...new Set(needs.filter((one) => one < at).map((one) => `e${one}`))],
        workspace: at % 3 === 2 ? 'shared' : 'fresh',
      }),
    ),
  );
const someSeconds = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 20 }), failed: fc.boolean() }), {
  minLength: 24,
  maxLength: 24,
});

it('has every unit exactly once, foundations before what stands on them, and never takes more than the time', () => {
  fc.assert(
    fc.property(
      someEvals,
      someSeconds,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 3 }),
      (evals, said, seconds, width) => {
        const ids = evals.flatMap(unitsOf).map(({ id }) => id);
        const steps = order(evals, Object.fromEntries(ids.map((id, at) => [id, said[at] ?? {}])), ['e1/c.ts']);
        expect([...idsOf(steps)].sort()).toEqual([...ids].sort());

        const places = new Map(steps.map(({ units }, at) => [units[0]?.eval.id, at]));
        steps.forEach(({ units: [unit] }, at) => {
          for (const id of unit?.eval.needs ?? []) expect(places.get(id) ?? 0).toBeLessThan(at);
        });

        expect(playedOut(steps, seconds, width)).toBeLessThanOrEqual(seconds);
      },
    ),
  );
});

/** When the last step ends, where each takes what it is known to take and so many run at a time. */
function playedOut(steps: readonly Step[], seconds: number, width: number): number {
  const waiting = new Set(steps);
  const lanes = Array.from({ length: width }, () => 0);
  for (;;) {
    const now = Math.min(...lanes);
    const step = nextStep([...waiting], seconds - now);
    if (step === undefined) return Math.max(...lanes);
    waiting.delete(step);
    lanes[lanes.indexOf(now)] = now + (step.seconds ?? 0);
  }
}
