// Compares and reports 10,000 cases from literal evidence, half of them changed, in every kind; prints what that took as JSON,
// without what was made up for it: the cases and their evidence.
import type { CaseChange, Evidence } from '../../src/core/compare/change.js';
import { changeOf, notAffected } from '../../src/core/compare/compare-case.js';
import { onFoundation } from '../../src/core/diagnose/consequences.js';
import { DEFAULT_WHEN } from '../../src/core/evals/policy.js';
import type { Because, Outcome } from '../../src/core/grade/grade.js';
import type { Unit } from '../../src/core/plan/unit.js';
import { buildResult, type RunFacts } from '../../src/core/report/build-result.js';
import { checkFor } from '../../src/core/report/check.js';
import { toJson } from '../../src/core/report/json.js';
import { commentFor } from '../../src/core/report/markdown.js';
import { terminalFor } from '../../src/core/report/terminal.js';
import { contentOf } from '../../src/core/run/content.js';
import type { Trial } from '../../src/core/run/trial.js';
import { decide } from '../../src/core/verdict/decide.js';
import { aCase, aCommandEval } from '../../__tests__/support/evals.js';

const CASES = 10_000;
const PER_EVAL = 100;
/** What was found, from trials of base, of head and of the pull request's own tests: p passed, f failed, d differs, u unmeasured, - absent. */
const CHANGED = [
  ['broke', 'pp', 'ff', ''],
  ['removed', 'pp', '--', ''],
  ['changed', 'pp', 'dd', ''],
  ['rewritten', 'pp', 'ff', 'p'],
  ['suspect', 'pp', 'fffp', ''],
  ['unmeasured', '', 'u', ''],
  ['flaky', 'pf', 'p', ''],
  ['still-fails', 'ff', 'ff', ''],
  ['fixed', 'f', 'p', ''],
  ['added', '-', 'p', ''],
] as const;
const PASSES = ['passes', '', 'p', ''] as const;
/** A case of each such pattern stands on a broken eval, and one in so many was not affected. */
const KINDS = CHANGED.length + 2;

const evals = Array.from({ length: CASES / PER_EVAL }, (_, at) =>
  aCommandEval(`area-${at % 10}/eval-${at}`, {
    area: `area-${at % 10}`,
    cases: Array.from({ length: PER_EVAL }, (_, nth) =>
      aCase(`case-${nth}`, { args: ['--number', `${nth}`], title: `Does what number ${nth} asks for` }),
    ),
  }),
);
const units = evals.flatMap((one) =>
  one.cases.map((it): Unit => ({ kind: 'case', id: `${one.id}/${it.name}`, eval: one, case: it })),
);

const facts = factsOf();
const evidences = units.map((unit, at) => evidenceAt(unit, at));
const byId = new Map(units.map((unit) => [unit.id, unit]));
const begun = performance.now();
const changes = units.map((unit, at) => changeAt(unit, at, evidences[at]));
const result = buildResult(decide(changes, []), changes, {
  facts,
  sources: { unitOf: ({ id }) => byId.get(id), shown: trialOf, test: () => ({}) },
});
const texts = [
  commentFor(result),
  JSON.stringify(checkFor(result)),
  toJson(result),
  terminalFor(result, { color: true, width: 100 }),
];
const seconds = (performance.now() - begun) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    cases: result.cases.length,
    kinds: Object.keys(result.counts).length,
    bytes: texts.map((text) => Buffer.byteLength(text)),
    seconds,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: maxRSS / 1024,
  }),
);

function kindAt(at: number): number | undefined {
  return at % 2 === 0 ? undefined : Math.floor(at / 2) % KINDS;
}

function storyAt(at: number): (typeof CHANGED)[number] | typeof PASSES {
  const kind = kindAt(at);
  return (kind === undefined ? PASSES : CHANGED[kind]) ?? CHANGED[0];
}

function evidenceAt(unit: Unit, at: number): Evidence {
  const [, base, head, own] = storyAt(at);
  return evidenceOf(unit, { base, head, own });
}

function changeAt(unit: Unit, at: number, evidence: Evidence | undefined): CaseChange {
  const kind = kindAt(at);
  if (kind === KINDS - 1 || evidence === undefined) return notAffected(unit);
  const change = changeOf(
    { evidence, finding: storyAt(at)[0] },
    { tally: { passed: 0, failed: 0 }, branch: 'main' },
    DEFAULT_WHEN,
  );
  return kind === CHANGED.length
    ? onFoundation(change, { id: 'area-0/eval-0', soundness: 'broken' }, DEFAULT_WHEN.unclear)
    : change;
}

function evidenceOf(unit: Unit, letters: Record<'base' | 'head' | 'own', string>): Evidence {
  const name = unit.kind === 'case' ? unit.case.name : unit.id;
  const [base, head, own] = [letters.base, letters.head, letters.own].map((side) => outcomesOf(side, unit.id));
  const absent = (side: string): number => side.split('-').length - 1;
  return {
    id: unit.id,
    eval: unit.eval.id,
    name,
    base: base ?? [],
    head: head ?? [],
    own: own ?? [],
    absentOnBase: absent(letters.base),
    absentOnHead: absent(letters.head),
  };
}

function outcomesOf(letters: string, id: string): readonly Outcome[] {
  const because = (): readonly [Because] => [
    {
      target: 'stdout',
      summary: `stdout of ${id}: expected "2020-01-01", got "2020-01-02"`,
      expected: `2020-01-01 ${id}`,
      got: `2020-01-02 ${id}`,
      difference: 'first difference at line 1, column 10',
    },
  ];
  const known: Readonly<Record<string, () => Outcome>> = {
    p: () => ({ kind: 'passed' }),
    f: () => ({ kind: 'failed', because: because() }),
    d: () => ({ kind: 'differs', because: because() }),
    u: () => ({ kind: 'unmeasured', why: `${id} was cancelled` }),
  };
  return Array.from(letters).flatMap((letter) => known[letter]?.() ?? []);
}

function trialOf(unit: string, side: Trial['side']): Trial {
  const said = `${side} says this of ${unit}\n`.repeat(10);
  return {
    unit,
    side,
    variant: 'judged',
    index: 0,
    ending: { kind: 'exited', code: side === 'base' ? 0 : 1 },
    duration: 0.01,
    stdout: contentOf(said),
    stderr: contentOf(said),
    files: [],
  };
}

function factsOf(): RunFacts {
  const sha = (digit: string): string => digit.repeat(40);
  return {
    version: '0.1.0',
    base: { sha: sha('1'), tree: sha('2'), label: 'main' },
    head: { sha: sha('3'), tree: sha('4'), label: 'merge of #12 into main' },
    pullRequest: { number: 12, repository: 'acme/dates', url: 'https://github.com/acme/dates/pull/12' },
    agent: null,
    culprits: [],
    integrity: { changedEvals: [], changedProtected: [], weakened: [], notLookedAt: [] },
    blindSpots: [],
    proposed: [],
    notices: [],
    sandbox: 'none',
    budget: { trials: CASES, trialsAllowed: CASES, minutesAllowed: 30, spent: false },
    timing: { seconds: 60 },
  };
}
