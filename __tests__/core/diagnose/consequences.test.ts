import { describe, expect, it } from '@jest/globals';

import type { CaseChange, ChangeKind } from '../../../src/core/compare/change.js';
import {
  onFoundation,
  soundnessOf,
  unsoundFoundation,
  withinSuite,
  type Soundness,
} from '../../../src/core/diagnose/consequences.js';
import { aCommandEval } from '../../support/evals.js';

function change(kind: ChangeKind, more: Partial<CaseChange> = {}): CaseChange {
  const none = { passed: 0, failed: 0 };
  return {
    id: 'a/x',
    eval: 'a',
    name: 'x',
    kind,
    gate: 'block',
    why: 'why',
    because: [],
    base: none,
    head: none,
    ...more,
  };
}

describe('a foundation', () => {
  it('is broken by a break that blocks, not by one that only warns', () => {
    expect(soundnessOf([change('broke'), change('unmeasured')])).toBe('broken');
    expect(soundnessOf([change('removed')])).toBe('broken');
    expect(soundnessOf([change('broke', { gate: 'warn' })])).toBe('sound');
    expect(soundnessOf([change('unmeasured')])).toBe('unmeasured');
    expect(soundnessOf([change('still-fails', { gate: 'none' })])).toBe('sound');
  });

  const evals = new Map(
    [aCommandEval('a'), aCommandEval('b', { needs: ['a'] }), aCommandEval('c', { needs: ['b'] })].map((it) => [
      it.id,
      it,
    ]),
  );
  const find = (id: string, soundness: readonly (readonly [string, Soundness])[]) => {
    const one = evals.get(id);
    return one && unsoundFoundation(one, new Map(soundness), evals)?.id;
  };

  it('is found through the evals between, the deepest first', () => {
    expect(
      find('c', [
        ['a', 'broken'],
        ['b', 'broken'],
      ]),
    ).toBe('a');
    expect(
      find('c', [
        ['a', 'sound'],
        ['b', 'unmeasured'],
      ]),
    ).toBe('b');
    expect(
      find('c', [
        ['a', 'unmeasured'],
        ['b', 'broken'],
      ]),
    ).toBe('b');
    expect(find('a', [['a', 'broken']])).toBeUndefined();
  });
});

describe('what stands on a foundation', () => {
  it('is blocked when it fails on a broken one, and as usual when it passes', () => {
    const foundation = { id: 'a', soundness: 'broken' } as const;
    expect(onFoundation(change('broke', { eval: 'b' }), foundation, 'block')).toMatchObject({
      kind: 'blocked',
      gate: 'none',
      blockedBy: 'a',
    });
    expect(onFoundation(change('still-passes', { gate: 'none' }), foundation, 'block').kind).toBe('still-passes');
  });

  it('is unmeasured when it fails on an unmeasured one', () => {
    const foundation = { id: 'a', soundness: 'unmeasured' } as const;
    expect(onFoundation(change('broke', { eval: 'b' }), foundation, 'block')).toMatchObject({
      kind: 'unmeasured',
      gate: 'block',
    });
  });
});

it('takes the tests of a suite that no longer runs to its end for consequences of that', () => {
  const exit = change('broke', { id: 't/(exit)', eval: 't', name: '(exit)' });
  const test = change('unmeasured', { id: 't/one', eval: 't', name: 'one' });
  expect(withinSuite([exit, test]).map((it) => it.kind)).toEqual(['broke', 'blocked']);
  expect(withinSuite([test]).map((it) => it.kind)).toEqual(['unmeasured']);
});
