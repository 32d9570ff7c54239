import type { Tally } from './change.js';
import type { Belief, BothSides } from './evidence-number.js';
import { evidenceNumber } from './evidence-number.js';

/** What it takes to say that one case is broken. */
export interface Bar {
  /** Evidence that is enough by itself. */
  readonly full: number;
  /** Reruns a side after which an outright break of a case without failures on record needs only a part of it. */
  readonly cap: number;
  /** Trials that every case starts with, on each side. */
  readonly trials: number;
  /** Passes and failures of base's earlier runs. */
  readonly record: Tally;
}

/** Part of the full bar that is enough at the cap. */
const ENOUGH_AT_CAP = 0.2;
/** A case without a record that passes on head now and then is more often a flake than its few runs can tell. */
const HANDICAP = 2;
/** A break is not said before base has passed so often in this very run. */
const FRESH_PASSES = 2;
/** Passes on record that stand for half of the fresh ones. */
const KNOWN = 20;
/** Cases up to which three reruns a side are the cap; above them it is four. */
const MANY = 200;

export function capOf(compared: number): number {
  return compared <= MANY ? 3 : 4;
}

export function isReached(seen: BothSides, belief: Belief, bar: Bar): boolean {
  return isBaseFresh(seen, bar.record) && evidenceNumber(seen, belief) >= neededFor(seen, bar);
}

/** True when base has passed often enough beside head's failures: what is down on both sides must not look like a break. */
export function isBaseFresh({ base, head }: BothSides, record: Tally): boolean {
  const each = isKnown(record) ? 0.5 : 1;
  return base.passed >= Math.max(FRESH_PASSES, each * head.failed);
}

/** Evidence that this case needs as it stands. */
export function neededFor(seen: BothSides, bar: Bar): number {
  return bar.full * (isOutright(seen, bar) ? ENOUGH_AT_CAP : handicapOf(seen, bar.record));
}

/** How many times the evidence this case needs. */
export function handicapOf({ head }: BothSides, record: Tally): number {
  return head.passed > 0 && !isKnown(record) ? HANDICAP : 1;
}

function isKnown({ passed }: Tally): boolean {
  return passed >= KNOWN;
}

/** The side of what looks like an outright break that waits for the other one at the cap. */
export function cappedSide(seen: BothSides, bar: Bar): 'base' | 'head' | undefined {
  const { base, head } = seen;
  const cap = bar.trials + bar.cap;
  if (!looksOutright(seen, bar) || base.passed === head.failed) return undefined;
  if (Math.max(base.passed, head.failed) < cap || Math.min(base.passed, head.failed) >= cap) return undefined;
  return base.passed > head.failed ? 'base' : 'head';
}

/** Has been tried as often as may be asked of a case that is new. */
function isOutright(seen: BothSides, bar: Bar): boolean {
  return looksOutright(seen, bar) && Math.min(seen.head.failed, seen.base.passed) >= bar.trials + bar.cap;
}

/** Never passes on head, always on base. */
function looksOutright({ base, head }: BothSides, { record }: Bar): boolean {
  return head.passed + base.failed + record.failed === 0;
}
