import type { CaseChange } from '../compare/change.js';
import type { NextActor, Reason, Verdict, VerdictKind } from './verdict.js';

/** What was wrong with the run as a whole, beside its cases. */
export type RunTrouble = {
  readonly code: 'no-evals-on-base' | 'budget-spent' | 'no-sandbox' | 'incomplete-record' | 'not-reached';
  readonly text: string;
};

/**
 * The verdict of SPEC section 6: any blocking change broke it; else anything that asks, is unclear and blocks, or was not measured
 * makes it "could not tell". `nothing-broke` is reached only with at least one measured case and no reason left.
 */
export function decide(changes: readonly CaseChange[], troubles: readonly RunTrouble[]): Verdict {
  const breaks = reasonsOf(changes, 'block', ['broke', 'removed', 'changed', 'rewritten']);
  const asks = reasonsOf(changes, 'ask', ['broke', 'removed', 'changed', 'rewritten', 'suspect', 'unmeasured']);
  const unclear = reasonsOf(changes, 'block', ['suspect', 'unmeasured']);
  const doubts = [...asks, ...unclear, ...troubles];
  if (breaks.length > 0) return verdict('broke', [...breaks, ...doubts], 'agent');
  if (doubts.length > 0) return verdict('could-not-tell', doubts, asks.length > 0 ? 'maintainer' : nextAfter(doubts));
  if (changes.some(isMeasured)) return verdict('nothing-broke', [], 'nobody');
  return verdict('could-not-tell', [{ code: 'nothing-measured', text: 'Nothing was measured.' }], 'maintainer');
}

type CaseCode = 'broke' | 'removed' | 'changed' | 'rewritten' | 'suspect' | 'unmeasured';

/** One reason for each kind that has such a gate, with how many cases and the first of them. */
function reasonsOf(
  changes: readonly CaseChange[],
  gate: CaseChange['gate'],
  codes: readonly CaseCode[],
): readonly Reason[] {
  return codes.flatMap((code) => {
    const hit = changes.filter((change) => change.kind === code && change.gate === gate);
    const [first] = hit;
    if (first === undefined) return [];
    const others = hit.length > 1 ? ` and ${hit.length - 1} more` : '';
    return [{ code, text: `${first.id}${others}: ${WORDS[code]} (${first.why})` }];
  });
}

const WORDS = {
  broke: 'broke',
  removed: 'removed',
  changed: 'changed',
  rewritten: "fails base's test and passes the pull request's own edit of it",
  suspect: 'may have broken, without enough evidence',
  unmeasured: 'could not be measured',
} as const satisfies Record<CaseCode, string>;

/** A change that was looked at and found in some definite state, or that could not be affected. */
function isMeasured(change: CaseChange): boolean {
  return change.kind !== 'unmeasured' && change.kind !== 'suspect' && change.kind !== 'added';
}

/** An unclear case may settle on the next run, and who had little time can take more; what could not be measured needs someone to look. */
function nextAfter(doubts: readonly Reason[]): NextActor {
  if (doubts.every((reason) => reason.code === 'not-reached')) return 'agent';
  return doubts.every((reason) => reason.code === 'suspect') ? 'nobody' : 'maintainer';
}

function verdict(kind: VerdictKind, reasons: readonly Reason[], next: NextActor): Verdict {
  return { kind, reasons, next };
}
