import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { CaseChange, ChangeKind } from '../../../src/core/compare/change.js';
import { decide } from '../../../src/core/verdict/decide.js';

function change(kind: ChangeKind, gate: CaseChange['gate'] = 'none'): CaseChange {
  const none = { passed: 0, failed: 0 };
  return { id: `a/${kind}`, eval: 'a', name: kind, kind, gate, why: 'why', because: [], base: none, head: none };
}

describe('the verdict', () => {
  it.each<[string, readonly CaseChange[], string, string]>([
    ['a blocking break', [change('broke', 'block'), change('still-passes')], 'broke', 'agent'],
    ['a removed test', [change('removed', 'block')], 'broke', 'agent'],
    ['a change that blocks', [change('changed', 'block')], 'broke', 'agent'],
    ['a change that warns', [change('changed', 'warn')], 'nothing-broke', 'nobody'],
    [
      'a rewritten test that asks',
      [change('rewritten', 'ask'), change('still-passes')],
      'could-not-tell',
      'maintainer',
    ],
    [
      'an unmeasured case that blocks',
      [change('unmeasured', 'block'), change('still-passes')],
      'could-not-tell',
      'maintainer',
    ],
    [
      'an unmeasured case that warns',
      [change('unmeasured', 'warn'), change('still-passes')],
      'nothing-broke',
      'nobody',
    ],
    ['a suspect', [change('suspect', 'block'), change('still-passes')], 'could-not-tell', 'nobody'],
    ['flaky and failing before', [change('flaky'), change('still-fails')], 'nothing-broke', 'nobody'],
    ['nothing affected', [change('not-affected')], 'nothing-broke', 'nobody'],
    ['no case at all', [], 'could-not-tell', 'maintainer'],
    ['only what head added', [change('added')], 'could-not-tell', 'maintainer'],
    ['only what was not measured, as a warning', [change('unmeasured', 'warn')], 'could-not-tell', 'maintainer'],
  ])('%s', (_, changes, verdict, next) => {
    expect(decide(changes, [])).toMatchObject({ kind: verdict, next });
  });

  it('names a break first and keeps the doubts beside it', () => {
    const { kind, reasons } = decide(
      [change('unmeasured', 'block'), change('broke', 'block')],
      [{ code: 'budget-spent', text: 'Stopped early.' }],
    );
    expect(kind).toBe('broke');
    expect(reasons.map((reason) => reason.code)).toEqual(['broke', 'unmeasured', 'budget-spent']);
  });

  it('could not tell when the run stopped early, however well the rest went', () => {
    expect(decide([change('still-passes')], [{ code: 'budget-spent', text: 'Stopped early.' }]).kind).toBe(
      'could-not-tell',
    );
  });
});

const KINDS: readonly ChangeKind[] = [
  'broke',
  'removed',
  'changed',
  'rewritten',
  'suspect',
  'unmeasured',
  'flaky',
  'still-passes',
  'added',
];
const anyChange = fc.record({
  kind: fc.constantFrom(...KINDS),
  gate: fc.constantFrom('block' as const, 'ask' as const, 'warn' as const, 'none' as const),
});

it('never says nothing broke while anything blocks or asks', () => {
  fc.assert(
    fc.property(fc.array(anyChange), (all) => {
      const changes = all.map(({ kind, gate }) => change(kind, gate));
      const wrong = ['broke', 'removed', 'changed', 'rewritten', 'suspect', 'unmeasured'];
      fc.pre(changes.some((it) => wrong.includes(it.kind) && (it.gate === 'block' || it.gate === 'ask')));
      expect(decide(changes, []).kind).not.toBe('nothing-broke');
    }),
  );
});
