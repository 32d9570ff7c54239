import { groupsOf } from './groups.js';
import type { CaseResult, Result } from './result.js';

/** How something that is followed over pushes stands on one of them; what comes first says more of it. */
const STATES = ['broken', 'unclear', 'works', 'other'] as const;
export type State = (typeof STATES)[number];

const STATE_OF = {
  ...{ suspect: 'unclear', unmeasured: 'unclear', blocked: 'unclear' },
  ...{ passes: 'works', 'still-passes': 'works', fixed: 'works' },
  // What only warns stands in nobody's way.
  ...{ broke: 'other', removed: 'other', changed: 'other', rewritten: 'other' },
  ...{ flaky: 'other', 'still-fails': 'other', added: 'other', 'not-affected': 'other', accepted: 'other' },
} as const satisfies Record<CaseResult['change'], State>;

/** The cases of a result as they can be followed over pushes, with how each stands. */
export function statesOf(result: Result): ReadonlyMap<string, State> {
  const state = stateIn(result);
  const states = new Map<string, State>();
  for (const one of result.cases) {
    const subject = subjectOf(one);
    const all = [state(one), states.get(subject) ?? 'other'];
    states.set(subject, STATES.find((it) => all.includes(it)) ?? 'other');
  }
  return states;
}

/** How each case stands. */
export function stateIn(result: Result): (one: CaseResult) => State {
  const breaks = new Set(groupsOf(result).breaks);
  return (one) => (breaks.has(one) ? 'broken' : STATE_OF[one.change]);
}

/** A generated case is another one on each push: all of an eval are followed together. */
export function subjectOf(one: CaseResult): string {
  const drawn = one.generated === true || one.case === '(generate)';
  return drawn ? `${one.eval}/(generated)` : one.id;
}
