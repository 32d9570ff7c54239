import { cappedSide, isBaseFresh, isReached, neededFor, type Bar } from './bar.js';
import type { Tally } from './change.js';
import { evidenceNumber, likelihoodIfBroken, type Belief, type BothSides } from './evidence-number.js';

type Runs = Readonly<Record<'base' | 'head', number>>;

interface Aim {
  readonly belief: Belief;
  readonly bar: Bar;
  /** Runs at most. */
  readonly most: number;
}

/** The runs that would confirm a break with the fewest: one after the other where it would raise the evidence most. */
export function nextRuns(seen: BothSides, aim: Aim): Runs {
  let hoped = seen;
  let runs = { base: 0, head: 0 };
  while (runs.base + runs.head < aim.most && !isReached(hoped, aim.belief, aim.bar)) {
    const side = nextSide(hoped, aim);
    runs = { ...runs, [side]: runs[side] + 1 };
    hoped = after(hoped, side, likelier(hoped, side, aim.belief));
  }
  return runs;
}

function nextSide(seen: BothSides, { belief, bar }: Aim): 'base' | 'head' {
  if (seen.base.passed + seen.base.failed === 0) return 'base';
  const capped = cappedSide(seen, bar);
  if (capped !== undefined) return capped === 'base' ? 'head' : 'base';
  const isEnough = evidenceNumber(seen, belief) >= neededFor(seen, bar);
  if (isEnough && !isBaseFresh(seen, bar.record)) return 'base';
  return expected(seen, 'base', belief) > expected(seen, 'head', belief) ? 'base' : 'head';
}

/** The logarithm of the evidence after one more run, averaged over what it would say if head is broken. */
function expected(seen: BothSides, side: 'base' | 'head', belief: Belief): number {
  const passes = chanceOfPass(seen, side, belief);
  const logAfter = (outcome: keyof Tally): number => Math.log(evidenceNumber(after(seen, side, outcome), belief));
  return passes * logAfter('passed') + (1 - passes) * logAfter('failed');
}

function likelier(seen: BothSides, side: 'base' | 'head', belief: Belief): keyof Tally {
  return chanceOfPass(seen, side, belief) >= 0.5 ? 'passed' : 'failed';
}

function chanceOfPass(seen: BothSides, side: 'base' | 'head', belief: Belief): number {
  return likelihoodIfBroken(after(seen, side, 'passed'), belief) / likelihoodIfBroken(seen, belief);
}

function after(seen: BothSides, side: 'base' | 'head', outcome: keyof Tally): BothSides {
  return { ...seen, [side]: { ...seen[side], [outcome]: seen[side][outcome] + 1 } };
}
