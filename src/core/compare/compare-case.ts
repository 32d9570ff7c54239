import type { Gate, When } from '../evals/eval.js';
import type { Because, Outcome } from '../grade/grade.js';
import type { Unit } from '../plan/unit.js';
import type { CaseChange, Evidence, Tally } from './change.js';
import { runsOf, type Finding } from './finding.js';
import { tallyOf } from './evidence.js';

/** A case on which the last word is said. */
interface Settled {
  readonly evidence: Evidence;
  readonly finding: Finding;
  readonly note?: string;
}

/** Base's earlier runs of a case, and where they were made: `main`. */
interface Recorded {
  readonly tally: Tally;
  readonly branch: string;
}

/** A decided case as a change, with its gate and with why in words. */
export function changeOf(settled: Settled, record: Recorded, when: When): CaseChange {
  const { evidence, finding } = settled;
  const base = tallyOf(evidence.base);
  const head = tallyOf(evidence.head);
  return {
    id: evidence.id,
    eval: evidence.eval,
    name: evidence.name,
    kind: finding,
    gate: gateOf(finding, when),
    why: whyOf(settled, { base, head, record }),
    because: becauseOf(evidence, finding),
    base,
    head,
    ...(runsOf(record.tally) > 0 && { record: { ...record.tally, branch: record.branch } }),
  };
}

function gateOf(finding: Finding, when: When): Gate | 'none' {
  const key = GATES[finding];
  return key === 'none' ? 'none' : when[key];
}

/** Which entry of `when` decides over a finding. */
const GATES = {
  broke: 'broke',
  removed: 'broke',
  changed: 'changed',
  rewritten: 'rewritten',
  suspect: 'unclear',
  unmeasured: 'unclear',
  flaky: 'none',
  'still-fails': 'none',
  fixed: 'none',
  'still-passes': 'none',
  passes: 'none',
  added: 'none',
} as const satisfies Record<Finding, keyof When | 'none'>;

interface Tallies {
  readonly base: Tally;
  readonly head: Tally;
  readonly record: Recorded;
}

function whyOf({ evidence, finding, note }: Settled, { base, head, record }: Tallies): string {
  if (finding === 'unmeasured') return note ?? whyUnmeasured(evidence, { base, head });
  if (finding === 'removed') return `base's run has it, head's ${times(evidence.absentOnHead)} not`;
  if (finding === 'changed') return `differs from base in ${head.failed} of ${head.failed + head.passed} on head`;
  const sides = [told('head', head), told('base', base)].filter((side) => side !== undefined);
  if (sides.length === 0) return "only the pull request's own tests have it";
  const { tally, branch } = record;
  const before = runsOf(tally) > 0 ? ` (${branch}: ${tally.passed} of ${runsOf(tally)})` : '';
  return `${sides.join(', ')}${before}${note === undefined ? '' : `; ${note}`}`;
}

function whyUnmeasured({ base, head, own }: Evidence, tally: Record<'base' | 'head', Tally>): string {
  const reasons = (outcomes: readonly Outcome[]): readonly string[] =>
    outcomes.flatMap((one) => (one.kind === 'unmeasured' ? one.why : []));
  const why = [...reasons(head), ...reasons(base), ...reasons(own)][0];
  const failed = tally.head.failed > 0 ? `${told('head', tally.head) ?? ''}, but base could not be measured: ` : '';
  return `${failed}${why ?? 'no usable result on base'}`;
}

function becauseOf({ head }: Evidence, finding: Finding): readonly Because[] {
  if (finding === 'fixed' || finding === 'still-passes' || finding === 'passes') return [];
  const bad = head.find((one) => one.kind === 'failed') ?? head.find((one) => one.kind === 'differs');
  return bad === undefined || !('because' in bad) ? [] : bad.because;
}

/** "failed 2 of 2 on head": the counts a person can check. */
function told(side: string, { passed, failed }: Tally): string | undefined {
  const all = passed + failed;
  if (all === 0) return undefined;
  return failed > 0 ? `failed ${failed} of ${all} on ${side}` : `passed ${passed} of ${all} on ${side}`;
}

function times(count: number): string {
  return count === 1 ? 'run has' : `${count} runs have`;
}

/** A unit that was not run, because nothing it depends on changed. */
export function notAffected(unit: Unit): CaseChange {
  const { id, name } =
    unit.kind === 'case' ? { id: unit.id, name: unit.case.name } : { id: `${unit.id}/(suite)`, name: '(suite)' };
  const none = { passed: 0, failed: 0 };
  const why = 'none of its paths changed';
  return { id, eval: unit.eval.id, name, kind: 'not-affected', gate: 'none', why, because: [], base: none, head: none };
}
