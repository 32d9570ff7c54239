import type { Evidence } from '../../src/core/compare/change.js';
import { crowdsOf } from '../../src/core/compare/crowd.js';
import { decideRound } from '../../src/core/compare/decide-round.js';
import type { Decision } from '../../src/core/compare/finding.js';
import type { Outcome } from '../../src/core/grade/grade.js';
import type { Made } from './others.js';
import type { Scenario, SimulatedEval } from './suites.js';

/** Settings of the product that the policy starts with. */
const RERUNS = 24;
const ERROR_RATE = 0.05;

const PASSED: Outcome = { kind: 'passed' };
const FAILED: Outcome = { kind: 'failed', because: [{ target: 'exit', summary: 'failed' }] };

interface Seen {
  readonly one: SimulatedEval;
  readonly base: boolean[];
  readonly head: boolean[];
}

/** The product's own decision (`core/compare`), in the rounds of its own loop, with trials that are drawn instead of run. */
export function formative(evals: readonly SimulatedEval[], scenario: Scenario): Made {
  const seen = evals.map((one): Seen => ({ one, base: [one.run('base', true)], head: [one.run('head', true)] }));
  for (let rounds = 1; ; rounds += 1) {
    const decisions = look(seen, scenario);
    if (!decisions.some((it) => it.kind === 'in-doubt')) return madeOf(seen, decisions, rounds);
    decisions.forEach((decision, index) => {
      const it = seen[index];
      if (decision.kind === 'decided' || it === undefined) return;
      for (let run = 0; run < decision.base; run += 1) it.base.push(it.one.run('base'));
      for (let run = 0; run < decision.head; run += 1) it.head.push(it.one.run('head'));
    });
  }
}

function look(seen: readonly Seen[], { measured }: Scenario): readonly Decision[] {
  const all = seen.map(evidenceOf);
  const crowdFor = crowdsOf(all, measured);
  const cases = seen.map(({ one, base, head }, index) => ({
    evidence: all[index]!,
    record: one.record,
    measured,
    trials: 1,
    reruns: RERUNS + 2 - base.length - head.length,
  }));
  const court = { compared: seen.length, broken: 0, errorRate: ERROR_RATE };
  return decideRound(cases, court, ({ evidence }) => crowdFor(evidence));
}

function madeOf(seen: readonly Seen[], decisions: readonly Decision[], rounds: number): Made {
  const having = (...kinds: string[]): readonly number[] =>
    decisions.flatMap((it, index) => (it.kind === 'decided' && kinds.includes(it.finding) ? [index] : []));
  const extra = seen.reduce((sum, { base, head }) => sum + base.length + head.length - 2, 0);
  return {
    flagged: having('broke'),
    open: having('suspect', 'unmeasured'),
    extra,
    rounds,
    spent: seen.map(({ base, head }) => ({ base: base.length - 1, head: head.length - 1, failed: head[0] === false })),
  };
}

function evidenceOf({ one, base, head }: Seen): Evidence {
  const outcomes = (runs: readonly boolean[]): readonly Outcome[] => runs.map((passed) => (passed ? PASSED : FAILED));
  const id = String(one.index);
  const absent = { absentOnBase: 0, absentOnHead: 0 };
  return { id, eval: id, name: id, base: outcomes(base), head: outcomes(head), own: [], ...absent };
}
