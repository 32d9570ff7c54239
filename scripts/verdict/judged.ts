import { ENOUGH_TOGETHER, fellTogether, SHARE_TOGETHER } from '../../src/core/compare/fell-together.js';
import type { Evidence } from '../../src/core/compare/change.js';
import { crowdsOf } from '../../src/core/compare/crowd.js';
import { decideRound } from '../../src/core/compare/decide-round.js';
import type { Decision } from '../../src/core/compare/finding.js';
import type { JudgeGrader } from '../../src/core/evals/graders.js';
import type { Outcome } from '../../src/core/grade/grade.js';
import { opinionOf } from '../../src/core/grade/opinion.js';
import { randomOf, type Random } from './random.js';
import type { Rate } from './wilson.js';

/** Judged cases of one pull request, and how much head's outputs are worse. */
export interface JudgedScenario {
  readonly name: string;
  readonly cases: number;
  /** By how much all outputs of head are worth less. */
  readonly drop: number;
  /** Whether the first case's output on head is worth nothing any more. */
  readonly broken: boolean;
}

export interface JudgedCount {
  /** Pull requests in which a sound case is called broken, or a suite that did not fall is said to have fallen. */
  readonly wrong: Rate;
  /** Pull requests in which the broken case is called so. */
  readonly found: Rate;
  /** Pull requests in which the whole suite is said to have fallen. */
  readonly fell: Rate;
  /** Answers of the judge in a pull request, on average. */
  readonly calls: number;
}

export const JUDGED: readonly JudgedScenario[] = [
  { name: 'nothing changed', cases: 20, drop: 0, broken: false },
  { name: 'one case is worth nothing', cases: 20, drop: 0, broken: true },
  { name: 'all fall by 0.05', cases: 20, drop: 0.05, broken: false },
  { name: 'all fall by 0.10', cases: 20, drop: 0.1, broken: false },
];

const GRADER: JudgeGrader = { rubric: '', model: '', how: { kind: 'score', passAt: 0.7 }, repeats: 3 };
/** What outputs are worth differs by case and by output; what a judge says of one differs by answer. */
const WORTH = { least: 0.78, most: 0.98, byOutput: 0.06, byAnswer: 0.1 };
const ERROR_RATE = 0.05;
const RERUNS = 8;

/** The product's own opinions, decisions and suite test, over outputs and answers that are drawn. */
export function countJudged(scenario: JudgedScenario, { times, seed }: { times: number; seed: number }): JudgedCount {
  const random = randomOf(seed);
  const made = Array.from({ length: times }, () => play(scenario, random));
  const sum = (of: (one: (typeof made)[number]) => number): number => made.reduce((all, one) => all + of(one), 0);
  return {
    wrong: { hits: sum(({ wrong }) => Number(wrong)), of: times },
    found: { hits: sum(({ found }) => Number(found)), of: times },
    fell: { hits: sum(({ fell }) => Number(fell)), of: times },
    calls: sum(({ calls }) => calls) / times,
  };
}

interface Seen {
  readonly run: (side: 'base' | 'head') => Outcome;
  readonly evidence: Evidence & { readonly base: Outcome[]; readonly head: Outcome[] };
}

function play(scenario: JudgedScenario, random: Random) {
  let calls = 0;
  const seen = Array.from({ length: scenario.cases }, (_, index): Seen => {
    const worth = WORTH.least + random() * (WORTH.most - WORTH.least);
    const run: Seen['run'] = (side) => {
      const lost = side === 'base' ? 0 : scenario.broken && index === 0 ? 0.9 : scenario.drop;
      const output = worth - lost + waver(random, WORTH.byOutput);
      const votes: { kind: 'scored'; score: number; because: string }[] = [];
      for (;;) {
        const opinion = opinionOf(GRADER, votes);
        if (opinion?.kind === 'formed') return outcomeOf(opinion);
        calls += 1;
        const score = Math.min(1, Math.max(0, output + waver(random, WORTH.byAnswer)));
        votes.push({ kind: 'scored', score, because: '' });
      }
    };
    const id = String(index);
    const absent = { absentOnBase: 0, absentOnHead: 0 };
    return { run, evidence: { id, eval: id, name: id, base: [run('base')], head: [run('head')], own: [], ...absent } };
  });
  const broken = new Set(settled(seen));
  const rest = seen.filter((_, index) => !broken.has(index));
  const fell = fellTogether(
    rest.map(({ evidence }) => ({ evidence, trials: 1, cluster: evidence.id, gate: 'block' })),
    ERROR_RATE,
  );
  const falsely = [...broken].some((index) => !(scenario.broken && index === 0));
  const didFall = fell.length > 0;
  return {
    wrong: scenario.drop === 0 && (falsely || didFall),
    found: scenario.broken && broken.has(0),
    fell: didFall,
    calls,
  };
}

/** Rounds until all is decided: at most four reruns a side, as in a run. Answers which cases are broken. */
function settled(seen: readonly Seen[]): readonly number[] {
  for (;;) {
    const decisions = look(seen);
    const asked = decisions.flatMap((it, index) => askedOf(it, seen[index]));
    for (const { one, side } of asked) one.evidence[side].push(one.run(side));
    if (asked.length > 0) continue;
    return look(seen, 0).flatMap((it, index) => (it.kind === 'decided' && it.finding === 'broke' ? [index] : []));
  }
}

function askedOf(decision: Decision, one: Seen | undefined): readonly { one: Seen; side: 'base' | 'head' }[] {
  if (decision.kind === 'decided' || one === undefined) return [];
  return (['base', 'head'] as const).flatMap((side) => {
    const left = 1 + RERUNS / 2 - one.evidence[side].length;
    return Array.from({ length: Math.max(0, Math.min(decision[side], left)) }, () => ({ one, side }));
  });
}

function look(seen: readonly Seen[], most = RERUNS): readonly Decision[] {
  const all = seen.map(({ evidence }) => evidence);
  const crowdFor = crowdsOf(all, 'graded');
  const cases = all.map((evidence) => ({
    evidence,
    record: { passed: 0, failed: 0 },
    measured: 'graded' as const,
    trials: 1,
    reruns: Math.max(0, Math.min(most, RERUNS + 2 - evidence.base.length - evidence.head.length)),
  }));
  const share = seen.length >= ENOUGH_TOGETHER ? 1 - SHARE_TOGETHER : 1;
  const court = { compared: seen.length, broken: 0, errorRate: share * ERROR_RATE };
  return decideRound(cases, court, ({ evidence }) => crowdFor(evidence));
}

function outcomeOf({ pass, score }: { readonly pass: boolean; readonly score: number }): Outcome {
  if (pass) return { kind: 'passed', score };
  return { kind: 'failed', score, because: [{ target: 'judge', summary: 'failed' }] };
}

/** Between less and more by so much, in the shape of a tent. */
function waver(random: Random, most: number): number {
  return (random() - random()) * most;
}
