import type { CaseResult, Result } from '../../src/core/report/result.js';

export const BASE = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
export const HEAD = '4f2a9cc0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f60';
const TREE = '9d8c7b6a5f4e3d2c1b0a99887766554433221100';

type Change = CaseResult['change'];

/** A sha made of one digit, for commits in between. */
export const sha = (digit: string): string => digit.repeat(40);

/** A result with the given cases, where nothing is said that a test does not say; counts follow from the cases. */
export function aResult(cases: readonly CaseResult[], rest: Partial<Result> = {}): Result {
  const counts: Result['counts'] = {};
  for (const { change } of cases) counts[change] = (counts[change] ?? 0) + 1;
  return {
    schema: 'formative.result/1',
    version: '0.1.0',
    verdict: 'nothing-broke',
    reasons: [],
    next: 'nobody',
    base: { sha: BASE, tree: TREE, label: 'main' },
    head: { sha: HEAD, tree: TREE, label: 'merge of #12 into main', subject: 'Speed up the parser' },
    pullRequest: { number: 12, repository: 'acme/dates', url: 'https://github.com/acme/dates/pull/12', commits: 4 },
    agent: {
      id: 'claude',
      name: 'Claude Code',
      strength: 'certain',
      evidence: [
        { field: 'account', value: 'claude[bot]', rule: 'claude-app', tier: 'A' },
        { field: 'branch', value: 'claude/faster-parser', rule: 'claude-branch', tier: 'B' },
      ],
      also: [],
      share: { marked: 3, all: 4 },
    },
    counts,
    cases: [...cases],
    culprits: [],
    integrity: { changedEvals: [], changedProtected: [], weakened: [], notLookedAt: [] },
    blindSpots: [],
    proposed: [],
    notices: [],
    couldHaveSeen: { everyTime: 1, everySecondTime: 0.428 },
    sandbox: 'bwrap',
    budget: { trials: 230, trialsAllowed: 5000, minutesAllowed: 30, spent: false },
    timing: { seconds: 41.7 },
    ...rest,
  };
}

/** A result that broke, with the cases that say so. */
export function aBreak(cases: readonly CaseResult[], rest: Partial<Result> = {}): Result {
  return aResult(cases, {
    verdict: 'broke',
    next: 'agent',
    reasons: [...new Set(cases.filter(({ gate }) => gate !== 'none').map(({ change }) => change))].map((code) => ({
      code,
      text: `a case is ${code}`,
    })),
    ...rest,
  });
}

/** A case with the gate and the trials that its kind usually has. */
export function aCase(id: string, change: Change, rest: Partial<CaseResult> = {}): CaseResult {
  const at = id.indexOf('/', id.startsWith('cli/') ? 4 : 0);
  return {
    id,
    eval: at === -1 ? id : id.slice(0, at),
    case: id.slice(at + 1),
    area: 'cli',
    change,
    because: [],
    ...USUAL[change],
    ...rest,
  };
}

/** A number of a case, in as many trials as it has pairs. */
export function aNumber(
  id: string,
  change: Change,
  { pairs = 2, ...rest }: Partial<NonNullable<CaseResult['metric']>>,
): CaseResult {
  const name = id.slice(id.indexOf(':') + 1);
  const metric = { name, better: 'lower', unit: '', allowed: 'at most 10 % more', noisy: false, worse: pairs } as const;
  const trials = { base: tally(pairs, 0), head: tally(pairs, 0) };
  const run = { command: ['node', 'bench.js'] };
  return aCase(id, change, {
    ...{ trials, input: run, reproduce: 'node bench.js', metric: { ...metric, pairs, ...rest } },
    because: change === 'broke' ? [{ target: name, summary: `${name} is worse than it may be` }] : [],
    base: { ending: 'exited 0' },
    head: { ending: 'exited 0' },
  });
}

/** Many cases that pass, to count. */
export function passing(count: number, change: 'passes' | 'still-passes' = 'passes'): readonly CaseResult[] {
  return Array.from({ length: count }, (_, at) => aCase(`cli/other/case-${at + 1}`, change));
}

/** The break that most stories tell. */
export function strictBreak(rest: Partial<CaseResult> = {}): CaseResult {
  return aCase('cli/dates/strict', 'broke', {
    title: 'Rejects a 13th month when strict',
    trials: { base: tally(3, 0), head: tally(0, 3), record: { passed: 100, failed: 0, branch: 'main' } },
    input: { command: ['node', 'dist/cli.js', 'parse', '--strict', '2020-13-45'] },
    base: { ending: 'exited 1', stderr: 'invalid month: 13\n' },
    head: { ending: 'exited 0', stdout: '2021-02-14\n' },
    because: [
      { target: 'exit', summary: 'exit: expected 1, got 0', expected: '1', got: '0' },
      {
        target: 'stderr',
        summary: 'stderr: expected text with "invalid", got nothing',
        expected: 'invalid',
        got: '',
        difference: 'nothing was written',
      },
    ],
    reproduce: 'npm ci\nnode dist/cli.js parse --strict 2020-13-45',
    ...rest,
  });
}

const tally = (passed: number, failed: number) => ({ passed, failed });
const NONE = tally(0, 0);

const USUAL: Record<Change, Pick<CaseResult, 'gate' | 'why' | 'trials'>> = {
  broke: { gate: 'block', why: 'worked on base, fails on head', trials: { base: tally(2, 0), head: tally(0, 2) } },
  removed: { gate: 'block', why: "head's run does not have it", trials: { base: tally(2, 0), head: NONE } },
  changed: { gate: 'warn', why: 'differs from base', trials: { base: tally(2, 0), head: tally(0, 2) } },
  rewritten: {
    gate: 'ask',
    why: "fails base's version, passes its own",
    trials: { base: tally(2, 0), head: tally(0, 2) },
  },
  suspect: { gate: 'block', why: 'failed more often on head', trials: { base: tally(12, 0), head: tally(9, 3) } },
  unmeasured: { gate: 'block', why: 'could not start', trials: { base: NONE, head: NONE } },
  blocked: { gate: 'none', why: 'an eval it needs broke', trials: { base: NONE, head: tally(0, 1) } },
  flaky: { gate: 'none', why: 'fails now and then on both sides', trials: { base: tally(5, 3), head: tally(4, 4) } },
  'still-fails': { gate: 'none', why: 'failed on base too', trials: { base: tally(0, 1), head: tally(0, 1) } },
  fixed: { gate: 'none', why: 'works now', trials: { base: tally(0, 1), head: tally(1, 0) } },
  'still-passes': { gate: 'none', why: 'works on both', trials: { base: tally(1, 0), head: tally(1, 0) } },
  passes: { gate: 'none', why: 'works on head', trials: { base: NONE, head: tally(1, 0) } },
  added: { gate: 'none', why: 'only head has it', trials: { base: NONE, head: tally(1, 0) } },
  'not-affected': { gate: 'none', why: 'none of its paths changed', trials: { base: NONE, head: NONE } },
  accepted: { gate: 'none', why: 'accepted by @ada: wanted', trials: { base: tally(2, 0), head: tally(0, 2) } },
};
