import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { culpritChances, gains, suspicionOf, type Suspect } from '../../../src/core/diagnose/suspicion.js';

const EMPTY = { passed: 0, failed: 0 };
const sure = (rate: number) => [{ rate, share: 1 }];

function chances(suspect: Suspect): readonly number[] {
  return culpritChances(suspicionOf(suspect));
}

const suspects = fc.integer({ min: 1, max: 12 }).chain((commits) =>
  fc.record({
    commits: fc.constant(commits),
    flakes: fc
      .tuple(fc.double({ min: 0.005, max: 0.4, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([rate, share]) => [
        { rate, share },
        { rate: 0.2, share: 1 - share },
      ]),
    seen: fc.dictionary(
      fc.integer({ min: 0, max: commits - 1 }).map(String),
      fc.record({ passed: fc.nat(3), failed: fc.nat(3) }),
    ),
  }),
);

function suspect({ commits, flakes, seen }: Omit<Suspect, 'seen'> & { seen: Record<string, typeof EMPTY> }) {
  return { commits, flakes, seen: new Map(Object.entries(seen).map(([at, tally]) => [Number(at), tally])) };
}

describe('the suspicion of each commit', () => {
  it('sums to one, and begins evenly', () => {
    const all = chances({ commits: 4, flakes: sure(0.01), seen: new Map() });
    expect(all.map((it) => Number(it.toFixed(4)))).toEqual([0.2375, 0.2375, 0.2375, 0.2375, 0.05]);
  });

  it('clears what comes before a pass, nearly', () => {
    const all = chances({ commits: 4, flakes: sure(0.01), seen: new Map([[1, { passed: 2, failed: 0 }]]) });
    expect((all[0] ?? 1) + (all[1] ?? 1)).toBeLessThan(0.05);
  });

  it('learns from what it sees how flaky a case is', () => {
    const flakes = [
      { rate: 0.005, share: 0.95 },
      { rate: 0.3, share: 0.05 },
    ];
    const seen = new Map([
      [0, { passed: 4, failed: 2 }],
      [1, { passed: 4, failed: 2 }],
      [2, { passed: 0, failed: 6 }],
    ]);
    const at2 = (of: Suspect['flakes']) => chances({ commits: 4, flakes: of, seen })[2] ?? 0;
    expect(at2(sure(0.005))).toBeLessThan(0.2);
    expect(at2(sure(0.3))).toBeGreaterThan(0.9);
    expect(at2(flakes)).toBeGreaterThan(0.9);
  });

  it('goes first to commits that broke other cases', () => {
    const all = chances({ commits: 4, flakes: sure(0.01), seen: new Map(), hints: [2, 2] });
    expect(all[2]).toBeCloseTo(0.95 * (0.8 + 0.2 / 4));
  });

  it('sums to one whatever was seen', () => {
    fc.assert(
      fc.property(suspects, (given) => {
        const sum = chances(suspect(given)).reduce((total, one) => total + one, 0);
        expect(sum).toBeCloseTo(1);
      }),
    );
  });
});

describe('what a run would tell', () => {
  /** The same as `gains`, the long way: the uncertainty after each outcome, by its chance. */
  function slowly(one: Suspect, commit: number): number {
    const uncertainty = (of: Suspect) =>
      -chances(of).reduce((sum, chance) => sum + (chance > 0 ? chance * Math.log(chance) : 0), 0);
    const suspicion = suspicionOf(one);
    const rates = one.flakes.flatMap(({ rate }) => [0.995, 0.7, 0.4].map((broken) => ({ working: rate, broken })));
    const fails = suspicion.reduce(
      (sum, chances, culprit) =>
        rates.reduce(
          (part, { working, broken }, at) => part + (chances[at] ?? 0) * (culprit <= commit ? broken : working),
          sum,
        ),
      0,
    );
    const after = (outcome: 'passed' | 'failed'): number => {
      const tally = one.seen.get(commit) ?? EMPTY;
      return uncertainty({ ...one, seen: new Map(one.seen).set(commit, { ...tally, [outcome]: tally[outcome] + 1 }) });
    };
    return uncertainty(one) - fails * after('failed') - (1 - fails) * after('passed');
  }

  it('is what it is by definition', () => {
    fc.assert(
      fc.property(suspects, (given) => {
        const one = suspect(given);
        const quick = gains(suspicionOf(one), one.flakes);
        quick.forEach((gain, commit) => {
          expect(gain).toBeCloseTo(slowly(one, commit), 8);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is most in the middle', () => {
    const all = gains(
      suspicionOf({ commits: 9, flakes: sure(0.01), seen: new Map([[8, { passed: 0, failed: 3 }]]) }),
      sure(0.01),
    );
    expect(all.indexOf(Math.max(...all))).toBe(3);
  });
});
