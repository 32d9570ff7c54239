import type { Unit } from '../plan/unit.js';
import type { CaseChange } from './change.js';

/** A unit that a run with few seconds did not come to: nothing is known of it, and it counts as no pass. */
export function notReached(unit: Unit, seconds: number): CaseChange {
  const { id, name } =
    unit.kind === 'case' ? { id: unit.id, name: unit.case.name } : { id: `${unit.id}/(suite)`, name: '(suite)' };
  const none = { passed: 0, failed: 0 };
  return {
    id,
    eval: unit.eval.id,
    name,
    kind: 'unmeasured',
    gate: unit.eval.when.unclear,
    why: `not reached in ${seconds} s`,
    because: [],
    base: none,
    head: none,
    notReached: true,
  };
}
