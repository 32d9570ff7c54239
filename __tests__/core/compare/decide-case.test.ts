import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { decideCase } from '../../../src/core/compare/decide-case.js';
import { evidence, outcomes } from '../../support/evidence.js';

/** What is decided, or how many more trials are wanted: "1+1" is one on base and one on head. */
function decide(base: string, head: string, more: Parameters<typeof evidence>[2] = {}, reruns = 24): string {
  const decision = decideCase(evidence(base, head, more), reruns);
  return decision.kind === 'decided' ? decision.finding : `${decision.base}+${decision.head}`;
}

describe('a case that works on head', () => {
  it.each([
    ['', 'p', 'passes'],
    ['p', 'p', 'still-passes'],
    ['f', 'p', 'fixed'],
    ['fp', 'p', 'flaky'],
    ['u', 'p', 'passes'],
  ])('base %j, head %j: %s', (base, head, finding) => {
    expect(decide(base, head)).toBe(finding);
  });
});

describe('a case that fails on head', () => {
  it.each([
    ['base is run when it was not', '', 'f', '1+0'],
    ['a first failure is confirmed on both sides', 'p', 'f', '1+1'],
    ['only what is lacking is run', 'pp', 'f', '0+1'],
    ['confirmed on both sides', 'pp', 'ff', 'broke'],
    ['a failure on base is tried again before it excuses head', 'f', 'f', '1+0'],
    ['base fails twice', 'ff', 'f', 'still-fails'],
    ['head passes on the rerun: tried on', 'pp', 'fp', '1+1'],
    ['mixed on head, half of it bad', 'pppp', 'fpfp', 'flaky'],
    ['mixed on head, mostly bad', 'pppp', 'fffp', 'suspect'],
    ['mixed on both', 'fp', 'fp', 'flaky'],
    ['a flake on base does not hide a break', 'fp', 'f', '1+1'],
    ['head never passes, base mostly does', 'fppp', 'ffff', 'suspect'],
    ['head never passes, base seldom does', 'fffp', 'ffff', 'flaky'],
    ['base cannot be measured', 'u', 'f', 'unmeasured'],
    ['head passes now and then, base never', 'ff', 'fp', 'flaky'],
  ])('%s', (_, base, head, expected) => {
    expect(decide(base, head)).toBe(expected);
  });

  it('is suspect, never broke, when no rerun is left', () => {
    expect(decide('p', 'f', {}, 0)).toBe('suspect');
    expect(decide('p', 'f', {}, 1)).toBe('suspect');
  });

  it('is changed when every failure is a difference from base', () => {
    expect(decide('pp', 'dd')).toBe('changed');
    expect(decide('pp', 'df')).toBe('broke');
  });

  it("is rewritten when the pull request's own version of the test passes", () => {
    expect(decide('pp', 'ff', { own: outcomes('p') })).toBe('rewritten');
    expect(decide('pp', 'ff', { own: outcomes('pf') })).toBe('broke');
    expect(decide('pp', 'ff', { own: outcomes('u') })).toBe('broke');
  });

  it('is not decided by a base that differs from itself', () => {
    expect(decide('pddd', 'dddd')).toBe('flaky');
  });
});

describe("a suite's test that head's report does not name", () => {
  it('is looked for once more, then removed', () => {
    expect(decide('p', '', { absentOnHead: 1 })).toBe('1+1');
    expect(decide('pp', '', { absentOnHead: 2 })).toBe('removed');
    expect(decide('p', '', { absentOnHead: 1 }, 0)).toBe('suspect');
  });

  it('is removed too when it failed on base', () => {
    expect(decide('ff', '', { absentOnHead: 2 })).toBe('removed');
  });

  it('is flaky when its name comes and goes on base too', () => {
    expect(decide('p', '', { absentOnBase: 1, absentOnHead: 2 })).toBe('flaky');
  });

  it('is unmeasured when the suite did not report', () => {
    expect(decide('p', 'u')).toBe('unmeasured');
    expect(decide('p', '')).toBe('unmeasured');
  });
});

it("a test that base's report does not name is added, whatever it does", () => {
  expect(decide('', 'p', { absentOnBase: 1 })).toBe('added');
  expect(decide('', 'f', { absentOnBase: 1 })).toBe('added');
  expect(decide('', '', { own: outcomes('p'), absentOnBase: 1, absentOnHead: 1 })).toBe('added');
});

const letters = fc.string({ unit: fc.constantFrom('p', 'f', 'd', 'u'), maxLength: 6 });

it('says broke or changed with two failures on head, two passes on base, and nothing against it, and never else', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(30), (base, head, reruns) => {
      const count = (text: string, ...wanted: string[]): number =>
        text.split('').filter((it) => wanted.includes(it)).length;
      const clean = count(head, 'p') === 0 && count(base, 'f', 'd') === 0;
      const confirmed = count(base, 'p') >= 2 && count(head, 'f', 'd') >= 2;
      expect(['broke', 'changed'].includes(decide(base, head, {}, reruns))).toBe(clean && confirmed);
    }),
  );
});

it('never calls a case good that failed on head', () => {
  fc.assert(
    fc.property(letters, letters, fc.nat(30), (base, head, reruns) => {
      expect(['still-passes', 'passes', 'fixed']).not.toContain(decide(base, `${head}f`, {}, reruns));
    }),
  );
});

it('comes to an end: asking stops when the reruns are spent', () => {
  fc.assert(
    fc.property(letters, letters, (base, head) => {
      expect(decideCase(evidence(base, head), 0).kind).toBe('decided');
    }),
  );
});
