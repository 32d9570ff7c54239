import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { crowdsOf } from '../../../src/core/compare/crowd.js';
import { decideRound } from '../../../src/core/compare/decide-round.js';
import type { OpenCase } from '../../../src/core/compare/finding.js';
import { openCase, outcomes } from '../../support/evidence.js';

const KNOWN = { record: { passed: 100, failed: 0 } };
const NO_RERUNS = { reruns: 0 };
const FINDINGS = ['broke', 'changed', 'rewritten'];

/** Decisions in words, among so many cases in all; the others pass on head. */
function decideAll(cases: readonly OpenCase[], compared: number): readonly string[] {
  const others = Array.from({ length: compared - cases.length }, () => openCase('', 'p').evidence);
  const crowdFor = crowdsOf([...cases.map(({ evidence }) => evidence), ...others], 'command');
  const decisions = decideRound(cases, { compared, broken: 0, errorRate: 0.05 }, ({ evidence }) => crowdFor(evidence));
  return decisions.map((it) => (it.kind === 'decided' ? it.finding : `${it.base}+${it.head}`));
}

function decide(base: string, head: string, more: Parameters<typeof openCase>[2] = {}, compared = 200): string {
  return decideAll([openCase(base, head, more)], compared)[0] ?? '';
}

describe('a failure on head among 200 cases, with 100 passes of base on record', () => {
  it.each([
    ['head is tried once more first', 'p', 'f', '0+1'],
    ['then both', 'p', 'ff', '2+1'],
    ['two fresh passes of base are not enough by themselves', 'pp', 'ff', '1+1'],
    ['a break: 2 and 2 reruns', 'ppp', 'fff', 'broke'],
    ['not without fresh passes of base', 'p', 'ffffffff', '3+0'],
    ['a pass on head: tried on', 'p', 'fp', '2+1'],
    ['and on, while it fails every second time', 'ppppp', 'fpfpf', '5+1'],
    ['a case that has become unreliable', 'pppppppppppp', 'ffpfpffpffpf', 'broke'],
  ])('%s', (_, base, head, expected) => {
    expect(decide(base, head, KNOWN)).toBe(expected);
  });
});

describe('a failure on head of a case that nothing is on record of', () => {
  it.each([
    [1, 'pp', 'ff'],
    [20, 'ppp', 'fff'],
    [200, 'pppp', 'ffff'],
  ])('is a break among %i cases with base %s and head %s, and not before', (compared, base, head) => {
    expect(decide(base, head, {}, compared)).toBe('broke');
    expect(decide(base.slice(1), head, {}, compared)).toMatch(/\+/);
    expect(decide(base, head.slice(1), {}, compared)).toMatch(/\+/);
  });

  it('is never asked for more than three reruns a side, four in a large suite', () => {
    for (const [compared, most] of [
      [1, 3],
      [50, 3],
      [200, 3],
      [500, 4],
    ] as const) {
      expect(rerunsOfOutrightBreak(compared)).toBeLessThanOrEqual(most);
    }
  });

  it('is suspect when it fails every second time and no rerun is left, never flaky', () => {
    expect(decide('pp', 'fp', NO_RERUNS, 1)).toBe('suspect');
    expect(decide('pppp', 'fpfp', NO_RERUNS)).toBe('suspect');
    expect(decide('pppp', 'fffp', NO_RERUNS)).toBe('suspect');
  });

  it('is flaky once it passes on head four times in a row', () => {
    expect(decide('pp', 'fppp')).toMatch(/\+/);
    expect(decide('pp', 'fpppp')).toBe('flaky');
  });
});

describe('a failure on head of a case that fails on base too', () => {
  it.each([
    ['fp', 'fp', 'flaky'],
    ['fppp', 'fpp', 'flaky'],
  ])('base %s, head %s: %s', (base, head, expected) => {
    expect(decide(base, head)).toBe(expected);
  });

  it('does not hide a break that fails every time', () => {
    expect(decide('fp', 'f')).toMatch(/\+/);
    expect(decide('fppppppp', 'fffffff')).toBe('broke');
  });
});

describe('a break', () => {
  it('is changed when every failure is a difference from base', () => {
    expect(decide('ppp', 'ddd', KNOWN)).toBe('changed');
    expect(decide('ppp', 'ddf', KNOWN)).toBe('broke');
  });

  it("is rewritten when the pull request's own version of the test passes", () => {
    expect(decide('ppp', 'fff', { ...KNOWN, own: outcomes('p') })).toBe('rewritten');
    expect(decide('ppp', 'fff', { ...KNOWN, own: outcomes('pf') })).toBe('broke');
    expect(decide('ppp', 'fff', { ...KNOWN, own: outcomes('u') })).toBe('broke');
  });

  it('needs less evidence where several come at once', () => {
    const four = Array.from({ length: 4 }, (_, index) => openCase('pp', 'ff', { ...KNOWN, id: `e/${index}` }));
    expect(decideAll(four, 200)).toEqual(['broke', 'broke', 'broke', 'broke']);
    expect(decide('pp', 'ff', KNOWN)).not.toBe('broke');
  });

  it('is suspect, never broke, when no rerun is left to confirm it', () => {
    expect(decide('p', 'f', { ...KNOWN, ...NO_RERUNS })).toBe('suspect');
    expect(decide('p', 'ff', { ...KNOWN, ...NO_RERUNS })).toBe('suspect');
  });
});

const letters = fc.string({ unit: fc.constantFrom('p', 'f', 'd', 'u'), maxLength: 8 });
const records = fc.record({ passed: fc.nat(150), failed: fc.nat(30) });

it('says no break without a failure on head and two passes of base in this very run', () => {
  fc.assert(
    fc.property(letters, letters, records, (base, head, record) => {
      if (!FINDINGS.includes(decide(base, head, { record }, 10))) return;
      expect(head).toMatch(/[fd]/);
      expect(base.split('p').length - 1).toBeGreaterThanOrEqual(2);
    }),
  );
});

it('never calls a case good that failed on head', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(30), (base, head, reruns) => {
      expect(['still-passes', 'passes', 'fixed']).not.toContain(decide(base, `${head}f`, { reruns }, 10));
    }),
  );
});

it('asks for no more than is left, and decides where nothing is', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(8), (base, head, reruns) => {
      const [found] = decideRound(
        [openCase(base, head, { reruns })],
        { compared: 10, broken: 0, errorRate: 0.05 },
        () => crowdsOf([], 'command')(openCase('', '').evidence),
      );
      if (found?.kind === 'in-doubt') expect(found.base + found.head).toBeLessThanOrEqual(reruns);
      if (reruns === 0) expect(found?.kind).toBe('decided');
    }),
  );
});

/** Runs an outright break to its end: the larger of both sides' reruns. */
function rerunsOfOutrightBreak(compared: number): number {
  let [base, head] = ['p', 'f'];
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const found = decide(base, head, {}, compared);
    const [moreBase, moreHead] = found.split('+');
    if (moreHead === undefined) return found === 'broke' ? Math.max(base.length, head.length) - 1 : Infinity;
    base += 'p'.repeat(Number(moreBase));
    head += 'f'.repeat(Number(moreHead));
  }
  return Infinity;
}
