import type { Outcome } from '../grade/grade.js';
import { tallyOf } from './evidence.js';
import { decided, runsOf, type Decision, type OpenCase } from './finding.js';

/** Cases that go down on base within one run before it is called one cause. */
const TOGETHER = 3;
/** Runs on record, and the share of failures among them, that show that base works by itself. */
const KNOWN = 20;
const SELDOM = 0.01;

/**
 * What worked on base and fails there now too was not broken by the change: something that both sides need is down. Neither is it
 * known to work, so it is unmeasured.
 */
export function downOnBoth(cases: readonly OpenCase[], decisions: readonly Decision[]): readonly Decision[] {
  const together = cases.filter((one) => isDown(one) && hasPassed(one)).length >= TOGETHER;
  return decisions.map((decision, index) => {
    const one = cases[index];
    const excused = decision.kind === 'decided' && ['flaky', 'still-fails'].includes(decision.finding);
    if (one === undefined || !excused || !isDown(one)) return decision;
    if (isKnownToWork(one))
      return decided('unmeasured', `fails on base now too, where it passed ${recordOf(one)} before`);
    return together && hasPassed(one)
      ? decided('unmeasured', 'passed on base at first and fails there now too, as others do')
      : decision;
  });
}

/** Never passes on head, and no longer on base. */
function isDown({ evidence: { base, head } }: OpenCase): boolean {
  const last = measuredOf(base).slice(-2);
  return tallyOf(head).passed === 0 && tallyOf(head).failed > 0 && last.length === 2 && last.every(isBad);
}

function hasPassed({ evidence }: OpenCase): boolean {
  return tallyOf(evidence.base).passed > 0;
}

function isKnownToWork({ record }: OpenCase): boolean {
  return runsOf(record) >= KNOWN && record.failed <= SELDOM * runsOf(record);
}

function recordOf({ record }: OpenCase): string {
  return `${record.passed} of ${runsOf(record)}`;
}

function measuredOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.filter(({ kind }) => kind !== 'unmeasured');
}

function isBad({ kind }: Outcome): boolean {
  return kind === 'failed' || kind === 'differs';
}
