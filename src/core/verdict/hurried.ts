import type { CaseChange } from '../compare/change.js';
import type { RunTrouble } from './decide.js';

/** How far a run with few seconds came: in cases, and suites as wholes. */
export interface Hurried {
  readonly seconds: number;
  readonly reached: number;
  readonly planned: number;
}

/** What few seconds leave in doubt. What was not reached is never a pass: where it decides, nobody can tell. */
export function hurriedTroubles(
  { seconds, reached, planned }: Hurried,
  { left, cut }: { readonly left: readonly CaseChange[]; readonly cut: boolean },
): readonly RunTrouble[] {
  const decides = left.some(({ gate }) => gate === 'block' || gate === 'ask');
  if (decides)
    return [{ code: 'not-reached', text: `${seconds} s reached ${reached} of ${planned}; the rest was not run.` }];
  return cut ? [{ code: 'budget-spent', text: `${seconds} s were over before all of it was decided.` }] : [];
}
