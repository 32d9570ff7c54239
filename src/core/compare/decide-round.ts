import { capOf, handicapOf, isBaseFresh, isReached, type Bar } from './bar.js';
import { beliefOf } from './belief.js';
import type { Tally } from './change.js';
import { canariesAmong } from './common-cause.js';
import type { Crowd } from './crowd.js';
import { decideCase } from './decide-case.js';
import { downOnBoth } from './down-on-both.js';
import { barOf, reachedBar, type Court } from './e-bh.js';
import { tallyOf } from './evidence.js';
import { evidenceNumber, type Belief } from './evidence-number.js';
import { PROFILES } from './fail-rates.js';
import { decided, runsOf, type Decision, type Finding, type OpenCase } from './finding.js';
import { lastWord, mayBeFlaky } from './last-word.js';
import { nextRuns } from './next-runs.js';

interface Weighed {
  readonly kind: 'weighed';
  readonly one: OpenCase;
  readonly base: Tally;
  readonly head: Tally;
  readonly belief: Belief;
  readonly evidence: number;
}

/**
 * One look at all open cases together: each is decided, or tells which trials it wants next. The answer depends on what was
 * measured alone, so a run that is replayed from its record decides the same.
 */
export function decideRound(
  cases: readonly OpenCase[],
  court: Court,
  crowdFor: (one: OpenCase) => Crowd,
): readonly Decision[] {
  const standing = cases.map((one) => {
    const found = decideCase(one);
    return found.kind === 'to-weigh' ? weigh(one, found, crowdFor(one)) : found;
  });
  const ready = standing.flatMap((it) => (it.kind === 'weighed' ? (countedOf(it) ?? []) : []));
  const reached = reachedBar(ready, court);
  const said = ready.filter((evidence) => evidence >= reached).length;
  const full = barOf({ ...court, broken: court.broken + said });
  const decisions = standing.map((it) => {
    if (it.kind !== 'weighed') return it;
    if ((countedOf(it) ?? 0) >= reached) return decided(findingOfBreak(it.one));
    return decideOpen(it, full, court.compared);
  });
  return downOnBoth(cases, canariesAmong(cases, decisions, court.compared));
}

/** The evidence as the bar counts it; undefined while base has not passed often enough beside it. */
function countedOf(it: Weighed): number | undefined {
  const { record } = it.one;
  return isBaseFresh(it, record) ? it.evidence / handicapOf(it, record) : undefined;
}

function weigh(one: OpenCase, { base, head }: Record<'base' | 'head', Tally>, crowd: Crowd): Weighed {
  const belief = beliefOf(one.measured, one.record, crowd);
  return { kind: 'weighed', one, base, head, belief, evidence: evidenceNumber({ base, head }, belief) };
}

function findingOfBreak({ evidence: { head, own } }: OpenCase): Finding {
  const ownTally = tallyOf(own);
  if (ownTally.passed > 0 && ownTally.failed === 0) return 'rewritten';
  return head.some((outcome) => outcome.kind === 'failed') ? 'broke' : 'changed';
}

/** Runs of one case in its second round of them: few, because most doubts are settled at once. */
const FEW = 3;

function decideOpen(it: Weighed, full: number, compared: number): Decision {
  const { one, head, belief, evidence } = it;
  const bar: Bar = { full, cap: capOf(compared), trials: one.trials, record: one.record };
  if (isReached(it, belief, bar)) return decided(findingOfBreak(one), `little is on record of it yet`);
  if (evidence <= PROFILES[one.measured].low && mayBeFlaky(it, one)) return decided('flaky');
  const reruns = runsOf(head) - one.trials;
  const most = Math.min(one.reruns, reruns <= 1 ? FEW : PROFILES[one.measured].batch);
  const runs = reruns <= 0 ? { base: 0, head: 1 } : nextRuns(it, { belief, bar, most });
  const asks = runs.base + runs.head;
  return asks > 0 && asks <= one.reruns ? { kind: 'in-doubt', ...runs } : decided(lastWord(it, one, compared));
}
