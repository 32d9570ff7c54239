import type { Evidence, Tally } from './change.js';
import { tallyOf } from './evidence.js';

/** What the evidence says of a case, before needs, gates and accepts are looked at. */
export type Finding =
  | 'broke'
  | 'removed'
  | 'changed'
  | 'rewritten'
  | 'suspect'
  | 'unmeasured'
  | 'flaky'
  | 'still-fails'
  | 'fixed'
  | 'still-passes'
  | 'passes'
  | 'added';

export type Decision =
  | { readonly kind: 'decided'; readonly finding: Finding }
  /** Not decided: so many more trials are wanted on each side. */
  | { readonly kind: 'in-doubt'; readonly base: number; readonly head: number };

/** Trials that must agree on each side before a break is said: the first one and a fresh rerun. */
const CONFIRMED = 2;
/** Trials on each side after which a case that is mixed on head alone is no longer rerun. */
const CAP = 4;

/**
 * Decides one case, or asks for more trials. A break needs CONFIRMED failures on head without a pass, beside CONFIRMED passes on
 * base without a failure; `reruns` is how many more trials may be spent, both sides together.
 */
export function decideCase(evidence: Evidence, reruns: number): Decision {
  const base = tallyOf(evidence.base);
  const head = tallyOf(evidence.head);
  if (count(head) === 0) return decideWithoutHead(evidence, base, reruns);
  if (count(base) === 0) return decideWithoutBase(evidence, head, reruns);
  if (head.failed === 0) return decideGoodHead(base);
  if (base.passed === 0) return decideBadBase({ base, head }, reruns);
  if (base.failed > 0) return decideMixedBase({ base, head }, reruns);
  return decideGoodBase(evidence, { base, head }, reruns);
}

/**
 * A test that base's suite names and head's does not is removed, once a second whole run of each says the same: a name that comes
 * and goes on base itself proves nothing. One that only the pull request's own tests name is added.
 */
function decideWithoutHead(evidence: Evidence, base: Tally, reruns: number): Decision {
  if (evidence.own.length > 0 && evidence.base.length === 0 && evidence.head.length === 0) return decided('added');
  if (evidence.head.length > 0 || evidence.absentOnHead === 0) return decided('unmeasured');
  if (count(base) === 0) return decided('unmeasured');
  if (evidence.absentOnBase > 0) return decided('flaky');
  const lack = { base: Math.max(0, CONFIRMED - count(base)), head: Math.max(0, CONFIRMED - evidence.absentOnHead) };
  return lack.base + lack.head === 0 ? decided('removed') : more(lack, reruns, 'suspect');
}

/** Base is run only for what fails on head. */
function decideWithoutBase(evidence: Evidence, head: Tally, reruns: number): Decision {
  if (evidence.base.length === 0 && evidence.absentOnBase > 0) return decided('added');
  if (head.failed === 0) return decided('passes');
  return evidence.base.length > 0 ? decided('unmeasured') : more({ base: 1, head: 0 }, reruns, 'unmeasured');
}

function decideGoodHead(base: Tally): Decision {
  if (base.failed === 0) return decided('still-passes');
  return decided(base.passed === 0 ? 'fixed' : 'flaky');
}

/** Base failed so far: a fresh base trial, so that a flake on base cannot hide a break. */
function decideBadBase({ base, head }: Tallies, reruns: number): Decision {
  if (head.passed > 0) return decided('flaky');
  return base.failed >= CONFIRMED ? decided('still-fails') : more({ base: 1, head: 0 }, reruns, 'still-fails');
}

/** Base fails now and then: only a head that never passes beside a base that mostly does is more than a flake. */
function decideMixedBase({ base, head }: Tallies, reruns: number): Decision {
  if (head.passed > 0) return decided('flaky');
  const lack = { base: Math.max(0, CAP - count(base)), head: Math.max(0, CAP - count(head)) };
  if (lack.base + lack.head > 0) return more(step(lack), reruns, 'suspect');
  return decided(base.passed > base.failed ? 'suspect' : 'flaky');
}

function decideGoodBase(evidence: Evidence, { base, head }: Tallies, reruns: number): Decision {
  const mixed = head.passed > 0;
  const wanted = mixed ? CAP : CONFIRMED;
  const lack = { base: Math.max(0, wanted - base.passed), head: Math.max(0, wanted - count(head)) };
  if (lack.base + lack.head > 0) return more(step(lack), reruns, 'suspect');
  if (mixed) return decided(head.failed > head.passed ? 'suspect' : 'flaky');
  return decided(findingOfBreak(evidence));
}

function findingOfBreak({ head, own }: Evidence): Finding {
  const ownTally = tallyOf(own);
  if (ownTally.passed > 0 && ownTally.failed === 0) return 'rewritten';
  return head.some((outcome) => outcome.kind === 'failed') ? 'broke' : 'changed';
}

type Tallies = Readonly<Record<'base' | 'head', Tally>>;

/** One trial a side at a time: what comes back may settle it. */
function step(lack: { readonly base: number; readonly head: number }): { base: number; head: number } {
  return { base: Math.min(1, lack.base), head: Math.min(1, lack.head) };
}

function more(wanted: { base: number; head: number }, reruns: number, otherwise: Finding): Decision {
  if (wanted.base + wanted.head > reruns) return decided(otherwise);
  return { kind: 'in-doubt', ...wanted };
}

function decided(finding: Finding): Decision {
  return { kind: 'decided', finding };
}

function count({ passed, failed }: Tally): number {
  return passed + failed;
}
