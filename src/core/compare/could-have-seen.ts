import type { Outcome } from '../grade/grade.js';
import type { Evidence } from './change.js';
import type { Crowd } from './crowd.js';
import { decideRound } from './decide-round.js';
import type { Court } from './e-bh.js';
import type { OpenCase } from './finding.js';

/** The case that a run is asked about: what is on record of it, how often it is tried, and whether base is run at once. */
export interface Typical extends Omit<OpenCase, 'evidence'> {
  readonly baseAtOnce: boolean;
}

interface Setting {
  readonly court: Court;
  readonly crowd: Crowd;
}

/**
 * The chance, 0 to 1, that a run calls such a case broken if the change makes it fail in this share of its runs, and base never
 * fails. It is summed over everything that the trials could have said, through the very decision that was used.
 */
export function chanceToSay(typical: Typical, failing: number, setting: Setting): number {
  const known = new Map<string, number>();
  const from = (runs: Runs): number => {
    const key = `${runs.base} ${runs.passed} ${runs.failed}`;
    const found = known.get(key) ?? next(runs);
    known.set(key, found);
    return found;
  };
  const next = (runs: Runs): number => {
    const one = caseOf(typical, runs);
    const [decision] = decideRound([one], setting.court, () => setting.crowd);
    if (decision?.kind !== 'in-doubt') return decision?.finding === 'broke' ? 1 : 0;
    return over(decision.head, failing, (failed) =>
      from({
        base: runs.base + decision.base,
        failed: runs.failed + failed,
        passed: runs.passed + decision.head - failed,
      }),
    );
  };
  const base = typical.baseAtOnce ? typical.trials : 0;
  return over(typical.trials, failing, (failed) => from({ base, failed, passed: typical.trials - failed }));
}

/** Passes of base, and what head did. */
interface Runs {
  readonly base: number;
  readonly passed: number;
  readonly failed: number;
}

function caseOf({ record, measured, trials, reruns: most }: Typical, { base, passed, failed }: Runs): OpenCase {
  const head = [...times(failed, FAILED), ...times(passed, PASSED)];
  const evidence: Evidence = { ...NAMED, base: times(base, PASSED), head };
  const reruns = 2 * trials + most - base - passed - failed;
  return { evidence, record, measured, trials, reruns };
}

const PASSED: Outcome = { kind: 'passed' };
const FAILED: Outcome = { kind: 'failed', because: [{ target: 'exit', summary: 'failed' }] };
const NAMED = { id: 'typical', eval: 'typical', name: 'typical', own: [], absentOnBase: 0, absentOnHead: 0 } as const;

function times(count: number, outcome: Outcome): readonly Outcome[] {
  return Array.from({ length: count }, () => outcome);
}

/** The mean over how many of so many runs fail. */
function over(runs: number, failing: number, value: (failed: number) => number): number {
  let mean = 0;
  let ways = 1;
  for (let failed = 0; failed <= runs; failed += 1) {
    const chance = ways * failing ** failed * (1 - failing) ** (runs - failed);
    if (chance > 0) mean += chance * value(failed);
    ways = (ways * (runs - failed)) / (failed + 1);
  }
  return mean;
}
