import { describe, expect, it } from '@jest/globals';

import type { Evidence } from '../../../src/core/compare/change.js';
import { decideCase } from '../../../src/core/compare/decide-case.js';
import { openCase, outcomes } from '../../support/evidence.js';

/** What is decided, or how many more trials are wanted: "1+1" is one on base and one on head. */
function decide(base: string, head: string, more: Parameters<typeof openCase>[2] = {}): string {
  const decision = decideCase(openCase(base, head, more));
  if (decision.kind === 'to-weigh') return 'to weigh';
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
    ['base is run when it was not, and head beside it', '', 'f', '1+1'],
    ['base is run when it was not, head only once more', '', 'ff', '1+0'],
    ['what worked on base is weighed', 'p', 'f', 'to weigh'],
    ['so is what fails there now and then', 'fp', 'f', 'to weigh'],
    ['a failure on base is tried again before it excuses head', 'f', 'f', '1+0'],
    ['base fails twice', 'ff', 'f', 'still-fails'],
    ['head passes now and then, base never', 'ff', 'fp', 'flaky'],
  ])('%s', (_, base, head, expected) => {
    expect(decide(base, head)).toBe(expected);
  });

  it('is excused by base only when that is no mere flake', () => {
    const record = { passed: 70, failed: 30 };
    expect(decide('ff', 'f', { record })).toBe('1+1');
    expect(decide('fff', 'ff', { record })).toBe('1+1');
    expect(decide('ffff', 'fff', { record })).toBe('still-fails');
    expect(decide('ff', 'f', { record: { passed: 10, failed: 30 } })).toBe('still-fails');
    expect(decide('ff', 'f', { record: { passed: 99, failed: 1 } })).toBe('still-fails');
  });
});

describe('a trial that says nothing, for a reason of ours', () => {
  it.each([
    ['on base', 'u', 'f', '1+0'],
    ['on base, twice', 'uu', 'f', '1+0'],
    ['on base, a third time', 'uuu', 'f', 'unmeasured'],
    ['on head', 'p', 'u', '0+1'],
    ['on head, a third time', 'p', 'uuu', 'unmeasured'],
    ['on head, and then it works', 'p', 'up', 'still-passes'],
  ])('%s is made again, twice at most', (_, base, head, expected) => {
    expect(decide(base, head)).toBe(expected);
  });

  it('is not made again where it would say the same, or where no rerun is left', () => {
    const lasting: Evidence['head'] = [{ kind: 'unmeasured', why: 'setup exited 1', lasting: true }];
    expect(decide('p', 'u', { head: lasting })).toBe('unmeasured');
    expect(decide('p', 'u', { reruns: 0 })).toBe('unmeasured');
    expect(decide('u', 'f', { reruns: 0 })).toBe('unmeasured');
  });
});

describe("a suite's test that head's report does not name", () => {
  it('is looked for once more, then removed', () => {
    expect(decide('p', '', { absentOnHead: 1 })).toBe('1+1');
    expect(decide('pp', '', { absentOnHead: 2 })).toBe('removed');
    expect(decide('p', '', { absentOnHead: 1, reruns: 0 })).toBe('suspect');
  });

  it('is removed too when it failed on base', () => {
    expect(decide('ff', '', { absentOnHead: 2 })).toBe('removed');
  });

  it('is flaky when its name comes and goes on base too', () => {
    expect(decide('p', '', { absentOnBase: 1, absentOnHead: 2 })).toBe('flaky');
  });

  it('is unmeasured when the suite did not report', () => {
    expect(decide('p', '')).toBe('unmeasured');
  });
});

it("a test that base's report does not name is added, whatever it does", () => {
  expect(decide('', 'p', { absentOnBase: 1 })).toBe('added');
  expect(decide('', 'f', { absentOnBase: 1 })).toBe('added');
  expect(decide('', '', { own: outcomes('p'), absentOnBase: 1, absentOnHead: 1 })).toBe('added');
});
