import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { foundIn, isSettled, nextProbe, type Found, type Searched } from '../../../src/core/diagnose/culprit.js';
import type { Tally } from '../../../src/core/compare/change.js';

interface About extends Partial<Pick<Searched, 'hints' | 'base'>> {
  readonly flake?: number;
  /** Failures of head on which the verdict rests. */
  readonly head?: number;
}

/** Runs on base that say that a case is steady. */
const RECORD = { passed: 100, failed: 0 };

class Case implements Searched {
  readonly does: string;
  readonly flakes: Searched['flakes'];
  readonly base: Tally;
  readonly hints: readonly number[];
  readonly seen = new Map<number, Tally>();
  readonly silent = new Map<number, number>();
  doubted = false;

  constructor(does: string, { flake = 0.005, hints = [], head = 3, base = RECORD }: About = {}) {
    this.does = does;
    this.flakes = [{ rate: flake, share: 1 }];
    this.base = base;
    this.hints = hints;
    this.seen.set(does.length - 1, { passed: 0, failed: head });
  }

  get commits(): number {
    return this.does.length;
  }

  /** p passes, f fails, u cannot be measured, m passes and fails in turn. */
  run(commit: number): void {
    const does = this.does[commit] ?? 'u';
    const { passed, failed } = this.seen.get(commit) ?? { passed: 0, failed: 0 };
    if (does === 'u') this.silent.set(commit, (this.silent.get(commit) ?? 0) + 1);
    else if (does === 'f' || (does === 'm' && passed > failed)) this.seen.set(commit, { passed, failed: failed + 1 });
    else this.seen.set(commit, { passed: passed + 1, failed });
  }
}

function search(...cases: readonly Case[]): { found: readonly Found[]; probes: readonly number[] } {
  const probes: number[] = [];
  for (;;) {
    const open = cases.filter((one) => !isSettled(one));
    const commit = nextProbe(open);
    if (commit === undefined) return { found: cases.map(foundIn), probes };
    probes.push(commit);
    for (const one of open) one.run(commit);
    if (probes.length > 100) throw new Error(`no end in sight: ${probes.join(' ')}`);
  }
}

describe('the search for the commit that broke it', () => {
  it.each([
    ['f', -1, 0],
    ['ff', -1, 0],
    ['pf', 0, 1],
    ['ppfff', 1, 2],
    ['pppppppf', 6, 7],
    ['ffffffff', -1, 0],
  ])('%s: works at %i, broken at %i', (commits, lastWorking, firstBroken) => {
    expect(search(new Case(commits)).found).toEqual([{ kind: 'found', lastWorking, firstBroken, exact: true }]);
  });

  it('needs no probe for a pull request of one commit', () => {
    expect(search(new Case('f')).probes).toEqual([]);
  });

  it('does not rest on one pass beside the break: the break may fail now and then only', () => {
    const { probes } = search(new Case('ppfff'));
    expect(probes.filter((it) => it === 1).length).toBeGreaterThan(1);
  });

  it('rests on fewer failures of a case that is steady than of one that is flaky', () => {
    const failuresAt = (flake: number): number =>
      search(new Case('ppffffff', { flake })).probes.filter((it) => it === 2).length;
    expect(failuresAt(0.005)).toBeLessThanOrEqual(2);
    expect(failuresAt(0.3)).toBeGreaterThan(2);
  });

  it('names no commit by fewer failures than a case of which little is known may come to by chance', () => {
    const failuresAt = (about: About, doubted = false): number => {
      const one = new Case('ppffffff', about);
      one.doubted = doubted;
      return search(one).probes.filter((it) => it === 2).length;
    };
    expect(failuresAt({ base: { passed: 1, failed: 0 } })).toBeGreaterThan(2);
    expect(failuresAt({ base: { passed: 3, failed: 2 } })).toBeGreaterThan(6);
    expect(failuresAt({ base: { passed: 4, failed: 0 } }, true)).toBeGreaterThan(6);
    expect(failuresAt({ base: { passed: 100, failed: 0 } })).toBeLessThanOrEqual(2);
  });

  it('answers with a span, up to where it is no chance, when a commit cannot be run so often', () => {
    const one = new Case('ppffffff', { base: { passed: 4, failed: 0 } });
    one.seen.set(1, { passed: 20, failed: 0 });
    one.seen.set(2, { passed: 0, failed: 1 });
    one.silent.set(2, 2);
    expect(foundIn(one)).toEqual({ kind: 'found', lastWorking: 1, firstBroken: 7, exact: false });
  });

  it.each([
    ['puuf', 0, 3],
    ['uuuf', -1, 3],
    ['ppuff', 1, 3],
  ])('passes over commits that cannot be measured, and says that it does not know (%s)', (does, worked, broken) => {
    expect(search(new Case(does)).found).toEqual([
      { kind: 'found', lastWorking: worked, firstBroken: broken, exact: false },
    ]);
  });

  it('tries what cannot be measured twice, no more', () => {
    expect(search(new Case('puf')).probes.filter((it) => it === 1)).toHaveLength(2);
  });

  it('knows that a break may fail now and then only', () => {
    expect(search(new Case('ppppmmmf')).found).toMatchObject([{ lastWorking: 3, firstBroken: 4 }]);
  });

  it('says that nobody did it where head failed by chance', () => {
    expect(search(new Case('ppppp', { flake: 0.3, head: 2 })).found).toEqual([{ kind: 'nobody' }]);
  });

  it('looks first where another break was found, and needs few runs there', () => {
    const does = 'ppppppppffffffffffff';
    const [hinted, alone] = [search(new Case(does, { hints: [8] })), search(new Case(does))];
    expect(hinted.probes.every((it) => it === 7 || it === 8)).toBe(true);
    expect(hinted.probes.length).toBeLessThanOrEqual(4);
    expect(hinted.found).toEqual(alone.found);
  });

  it('finds it elsewhere all the same', () => {
    const { found } = search(new Case('ppfffffffffff', { hints: [8] }));
    expect(found).toEqual([{ kind: 'found', lastWorking: 1, firstBroken: 2, exact: true }]);
  });

  it('shares its runs among the cases of a unit', () => {
    const apart = search(new Case('pppppfff')).probes.length;
    const { found, probes } = search(new Case('pppppfff'), new Case('pppppfff'));
    expect(found).toMatchObject([{ firstBroken: 5 }, { firstBroken: 5 }]);
    expect(probes.length).toBe(apart);
  });

  it('goes on for the case that is not found yet', () => {
    const { found } = search(new Case('pfffffffffff'), new Case('pppppppppppf'));
    expect(found).toMatchObject([{ firstBroken: 1 }, { firstBroken: 11 }]);
  });
});

it.each([2, 3, 5])('takes at most 8 runs among 20 commits when head failed %i times', (head) => {
  for (let at = 0; at < 20; at += 1) {
    const { found, probes } = search(new Case('p'.repeat(at) + 'f'.repeat(20 - at), { flake: 0.027, head }));
    expect(found).toEqual([{ kind: 'found', lastWorking: at - 1, firstBroken: at, exact: true }]);
    expect(probes.length).toBeLessThanOrEqual(8);
  }
});

it('finds the commit in a history that breaks once, in at most log2(n) + 4 runs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (length, at) => {
      const broken = at % length;
      const { found, probes } = search(new Case('p'.repeat(broken) + 'f'.repeat(length - broken)));
      expect(found).toEqual([{ kind: 'found', lastWorking: broken - 1, firstBroken: broken, exact: true }]);
      expect(probes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(length)) + 4);
    }),
  );
});

it('always ends, and names a last working commit only where the case passed', () => {
  const history = fc.string({ unit: fc.constantFrom('p', 'f', 'u', 'm'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(history, (commits) => {
      const one = new Case(commits);
      const [found] = search(one).found;
      if (found?.kind !== 'found') return;
      expect(found.lastWorking).toBeLessThan(found.firstBroken);
      if (found.lastWorking >= 0) expect(one.seen.get(found.lastWorking)?.passed).toBeGreaterThan(0);
    }),
  );
});
