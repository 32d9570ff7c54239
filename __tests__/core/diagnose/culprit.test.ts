import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { nextProbe, type Probed, type Search } from '../../../src/core/diagnose/culprit.js';

/** What a case does at a commit: p passes, f fails, u cannot be measured, m passes and fails in turn, o passes once and then cannot be measured. */
function search(commits: string, hints: readonly number[] = []): { found: Search; probes: readonly number[] } {
  const seen = new Map<number, Probed>();
  const probes: number[] = [];
  for (;;) {
    const next = nextProbe(seen, commits.length, hints);
    if (next.kind === 'found') return { found: next, probes };
    probes.push(next.commit);
    seen.set(next.commit, add(seen.get(next.commit), commits[next.commit] ?? 'u'));
    if (probes.length > 4 * commits.length) throw new Error(`no end in sight: ${probes.join(' ')}`);
  }
}

function add(probed: Probed = { passed: 0, failed: 0, tried: 0 }, does: string): Probed {
  const { passed, failed } = probed;
  const tried = probed.tried + 1;
  const measured = does === 'o' ? passed + failed === 0 : does !== 'u';
  const passes = does !== 'f' && (does !== 'm' || passed <= failed);
  if (!measured) return { passed, failed, tried };
  return passes ? { passed: passed + 1, failed, tried } : { passed, failed: failed + 1, tried };
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
    expect(search(commits).found).toEqual({ kind: 'found', lastWorking, firstBroken, exact: true });
  });

  it('needs no probe for a pull request of one commit', () => {
    expect(search('f').probes).toEqual([]);
  });

  it('sees each neighbour of the break twice', () => {
    const { probes } = search('ppfff');
    expect(probes.filter((it) => it === 1)).toHaveLength(2);
    expect(probes.filter((it) => it === 2)).toHaveLength(2);
  });

  it('passes over commits that cannot be measured, and says that it does not know', () => {
    expect(search('puuf').found).toEqual({ kind: 'found', lastWorking: 0, firstBroken: 3, exact: false });
    expect(search('uuuf').found).toEqual({ kind: 'found', lastWorking: -1, firstBroken: 3, exact: false });
  });

  it('gives up on a neighbour that can be measured only once', () => {
    expect(search('off').found).toEqual({ kind: 'found', lastWorking: 0, firstBroken: 1, exact: false });
  });

  it('does not call a commit the culprit that works now and then', () => {
    expect(search('pmf').found).toMatchObject({ lastWorking: 0, firstBroken: 2, exact: false });
  });

  it('tries first where another break was found', () => {
    expect(search('ppppppppfff', [7, 8]).probes.slice(0, 2)).toEqual([7, 8]);
  });
});

it('finds the commit in a history that breaks once, in at most log2(n) + 4 probes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (length, at) => {
      const broken = at % length;
      const { found, probes } = search('p'.repeat(broken) + 'f'.repeat(length - broken));
      expect(found).toEqual({ kind: 'found', lastWorking: broken - 1, firstBroken: broken, exact: true });
      expect(probes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(length)) + 4);
    }),
  );
});

it('always ends, and never names a break outside what it saw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('p', 'f', 'u', 'm', 'o'), minLength: 1, maxLength: 20 }),
      (commits) => {
        const { found } = search(commits);
        expect(found.kind === 'found' && found.lastWorking < found.firstBroken).toBe(true);
      },
    ),
  );
});
