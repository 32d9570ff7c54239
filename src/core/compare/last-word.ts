import type { Tally } from './change.js';
import { runsOf, type Finding, type OpenCase } from './finding.js';

interface Weight {
  readonly base: Tally;
  readonly head: Tally;
  readonly evidence: number;
}

/** True when a case may be called flaky: base has failed too, or head fails plainly less often than every second time. */
export function mayBeFlaky({ base, head }: Omit<Weight, 'evidence'>, { record, trials }: OpenCase): boolean {
  return base.failed + record.failed > 0 || failsSeldom(head, trials);
}

/** What is said of a failure on head when no more trials are made: flaky, or a doubt that stays open. */
export function lastWord(weight: Weight, one: OpenCase, compared: number): Finding {
  if (weight.evidence >= compared / 2) return 'suspect';
  return mayBeFlaky(weight, one) ? 'flaky' : 'suspect';
}

/** Chance at which "every second time" is ruled out. */
const RULED_OUT = 0.1;

/** The first failure is what made it a doubt, so that only what came after it counts. */
function failsSeldom(head: Tally, trials: number): boolean {
  if (trials > 1) return atMost(head.failed, runsOf(head)) <= RULED_OUT;
  return atMost(head.failed - 1, runsOf(head) - 1) <= RULED_OUT;
}

/** Chance of at most so many failures in so many runs of a case that fails every second time. */
function atMost(failed: number, runs: number): number {
  let term = 0.5 ** runs;
  let total = 0;
  for (let count = 0; count <= failed; count += 1) {
    total += term;
    term *= (runs - count) / (count + 1);
  }
  return total;
}
