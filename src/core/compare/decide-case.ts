import type { Evidence, Tally } from './change.js';
import { tallyOf } from './evidence.js';
import { decided, more, runsOf, type Decision, type OpenCase } from './finding.js';

/** A case whose failures on head have to be weighed against what base does. */
export interface ToWeigh {
  readonly kind: 'to-weigh';
  readonly base: Tally;
  readonly head: Tally;
}

/** Whole runs of a suite on each side that must agree before a test is said to be gone, and failures of base that excuse head. */
const CONFIRMED = 2;
/** Trials that say nothing, for a reason of ours, are tried again so often. */
const RETRIES = 2;

/** Decides one case where counting is enough, or asks for the trials that it lacks; what may have broken has to be weighed. */
export function decideCase(one: OpenCase): Decision | ToWeigh {
  const { evidence, reruns } = one;
  const base = tallyOf(evidence.base);
  const head = tallyOf(evidence.head);
  if (runsOf(head) === 0) return decideWithoutHead(evidence, base, reruns);
  if (head.failed === 0) return decideGoodHead(evidence, base);
  if (runsOf(base) === 0) return decideWithoutBase({ base, head }, one);
  if (base.passed === 0) return decideBadBase({ base, head }, one);
  return { kind: 'to-weigh', base, head };
}

/**
 * A test that base's suite names and head's does not is removed, once a second whole run of each says the same: a name that comes
 * and goes on base itself proves nothing. One that only the pull request's own tests name is added.
 */
function decideWithoutHead(evidence: Evidence, base: Tally, reruns: number): Decision {
  if (evidence.own.length > 0 && evidence.base.length === 0 && evidence.head.length === 0) return decided('added');
  if (evidence.head.length > 0) return retried(evidence, 'head', reruns);
  if (evidence.absentOnHead === 0 || runsOf(base) === 0) return decided('unmeasured');
  if (evidence.absentOnBase > 0) return decided('flaky');
  const lack = {
    base: Math.max(0, CONFIRMED - runsOf(base)),
    head: Math.max(0, CONFIRMED - evidence.absentOnHead),
  };
  return lack.base + lack.head === 0 ? decided('removed') : more(lack, reruns, 'suspect');
}

function decideGoodHead(evidence: Evidence, base: Tally): Decision {
  if (base.failed > 0) return decided(base.passed === 0 ? 'fixed' : 'flaky');
  if (base.passed > 0) return decided('still-passes');
  return decided(evidence.base.length === 0 && evidence.absentOnBase > 0 ? 'added' : 'passes');
}

/** Base is run only for what fails on head; beside it, head once more: most flakes are settled by that. */
function decideWithoutBase(tallies: Tallies, { evidence, trials, reruns }: OpenCase): Decision {
  if (evidence.base.length > 0) return retried(evidence, 'base', reruns);
  if (evidence.absentOnBase > 0) return decided('added');
  const again = runsOf(tallies.head) <= trials && reruns > 1 ? 1 : 0;
  return more({ base: 1, head: again }, reruns, 'unmeasured');
}

/** A side that says nothing so far: a full disk or a killed runner may be better next time, a setup that does not work will not. */
function retried(evidence: Evidence, side: 'base' | 'head', reruns: number): Decision {
  const outcomes = evidence[side];
  const lasting = outcomes.some((it) => it.kind === 'unmeasured' && it.lasting === true);
  if (lasting || outcomes.length > RETRIES) return decided('unmeasured');
  return more({ base: 0, head: 0, [side]: 1 }, reruns, 'unmeasured');
}

/**
 * Base failed so far. That excuses head, once it was seen twice, and as often as it takes to be no mere flake where base's record
 * says that it mostly passes.
 */
function decideBadBase({ base, head }: Tallies, { record, reruns }: OpenCase): Decision {
  if (head.passed > 0) return decided('flaky');
  if (base.failed < CONFIRMED) return more({ base: 1, head: 0 }, reruns, 'still-fails');
  const rate = (record.failed + 0.5) / (runsOf(record) + 1);
  if (rate >= 0.5 || rate ** base.failed <= COINCIDENCE) return decided('still-fails');
  return more({ base: 1, head: 1 }, reruns, 'still-fails');
}

/** Chance below which failures of base are no coincidence. */
const COINCIDENCE = 0.01;

type Tallies = Readonly<Record<'base' | 'head', Tally>>;
