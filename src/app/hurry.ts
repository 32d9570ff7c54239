import type { CaseChange } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { RunTrouble } from '../core/verdict/decide.js';
import { hurriedTroubles, type Hurried } from '../core/verdict/hurried.js';
import type { Bench } from './bench.js';
import type { Quick } from './quick-pass.js';

/** When a run has to end: when it is told so, or when its seconds are over. */
export function endOf(signal: AbortSignal, quick: Quick | undefined): AbortSignal {
  return quick === undefined ? signal : AbortSignal.any([signal, quick.over]);
}

/** How far a quick run came; nothing of any other. */
export function hurryOf(
  { quick }: { readonly quick?: Quick },
  { units }: Plan,
  left: readonly CaseChange[],
): { readonly quick?: Hurried } {
  if (quick === undefined) return {};
  return { quick: { seconds: quick.seconds, planned: units.length, reached: units.length - left.length } };
}

interface Measured {
  readonly changes: readonly CaseChange[];
  readonly left: readonly CaseChange[];
  readonly quick?: Hurried;
}

/** Why a run did not come to its end. Seconds that are over are no budget that was spent: that is what they are for. */
export function cutShort(
  bench: Bench,
  request: { readonly quick?: Quick },
  { changes, left, quick }: Measured,
): readonly RunTrouble[] {
  const cut = request.quick?.over.aborted === true;
  const spent = cut ? [] : bench.budget.troubles(changes);
  return [...spent, ...(quick === undefined ? [] : hurriedTroubles(quick, { left, cut }))];
}
