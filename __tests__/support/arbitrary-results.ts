import fc from 'fast-check';
import type { CaseResult, Result } from '../../src/core/report/result.js';
import { nastyText } from './nasty-text.js';
import { aResult, HEAD } from './results.js';

const tally = fc.record({ passed: fc.nat(9), failed: fc.nat(9) });
const texts = fc.array(nastyText, { maxLength: 3 });
const shown = fc.record({ ending: nastyText, stdout: nastyText, stderr: nastyText }, { requiredKeys: ['ending'] });
const because = fc.record(
  { target: nastyText, summary: nastyText, expected: nastyText, got: nastyText, difference: nastyText },
  { requiredKeys: ['target', 'summary'] },
);
const kinds = [
  'broke',
  'removed',
  'changed',
  'rewritten',
  'suspect',
  'unmeasured',
  'blocked',
  'flaky',
  'still-fails',
  'fixed',
  'passes',
  'accepted',
] as const;

const oneCase: fc.Arbitrary<CaseResult> = fc.record(
  {
    id: nastyText,
    eval: nastyText,
    case: nastyText,
    area: nastyText,
    title: nastyText,
    change: fc.constantFrom(...kinds),
    gate: fc.constantFrom('block', 'ask', 'warn', 'none'),
    why: nastyText,
    because: fc.array(because, { maxLength: 5 }),
    input: fc.record({ command: texts, cwd: nastyText, stdin: nastyText, files: texts }, { requiredKeys: ['command'] }),
    base: shown,
    head: shown,
    trials: fc.record({ base: tally, head: tally }),
    blockedBy: nastyText,
    notReached: fc.constant(true as const),
    reproduce: nastyText,
    file: nastyText,
  },
  { requiredKeys: ['id', 'eval', 'case', 'area', 'change', 'gate', 'why', 'because', 'trials'] },
);

const revision = fc.record({ sha: fc.oneof(fc.constant(HEAD), nastyText), tree: nastyText, label: nastyText });
const weakened = fc.record({
  path: nastyText,
  line: fc.integer({ min: 1, max: 99 }),
  what: fc.constantFrom('test-deleted' as const, 'eval-weakened' as const, 'ci-changed' as const),
  strength: fc.constantFrom('sure' as const, 'likely' as const, 'possible' as const),
  of: nastyText,
  was: nastyText,
  is: nastyText,
  judged: fc.constantFrom('base' as const, 'head' as const),
});

const culprit = fc.record(
  {
    cases: texts,
    lastWorking: fc.constant(HEAD),
    firstBroken: fc.constant(HEAD),
    subject: nastyText,
    merge: fc.constantFrom('of-base' as const, 'of-another' as const),
    onlyMerged: fc.constant(true as const),
    hunks: fc.array(fc.record({ path: nastyText, startLine: fc.nat(99), endLine: fc.nat(99) }), { maxLength: 4 }),
    exact: fc.boolean(),
  },
  { requiredKeys: ['cases', 'lastWorking', 'firstBroken', 'hunks', 'exact'] },
);
const reasonCode = fc.oneof(
  fc.constantFrom('broke', 'suspect', 'unmeasured', 'no-evals-on-base', 'budget-spent', 'not-reached'),
  nastyText,
);

const agent = fc.record({
  id: nastyText,
  name: nastyText,
  strength: fc.constantFrom('certain' as const, 'likely' as const),
  evidence: fc.array(
    fc.record({
      field: fc.constantFrom('account' as const, 'trailer' as const, 'branch' as const),
      value: nastyText,
      rule: nastyText,
      tier: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    }),
    { maxLength: 8 },
  ),
  also: fc.array(fc.record({ id: nastyText, strength: fc.constant('likely' as const) }), { maxLength: 3 }),
  share: fc.record({ marked: fc.nat({ max: 3 }), all: fc.nat({ max: 9 }) }),
});

const progress = fc.record({
  push: fc.integer({ min: 2, max: 9 }),
  before: fc.oneof(fc.constant(HEAD), nastyText),
  fixed: texts,
  newlyBroken: texts,
  stillBroken: fc.array(
    fc.record(
      { case: nastyText, push: fc.integer({ min: 1, max: 3 }), sha: fc.oneof(fc.constant(HEAD), nastyText) },
      { requiredKeys: ['case', 'push'] },
    ),
    { maxLength: 4 },
  ),
  mended: fc.array(fc.record({ eval: nastyText, cases: texts, works: fc.nat(3), fails: fc.nat(3) }), { maxLength: 2 }),
});

/** Results with hostile text in every field that can hold some. */
export const hostileResult: fc.Arbitrary<Result> = fc
  .record({
    verdict: fc.constantFrom('broke' as const, 'could-not-tell' as const, 'nothing-broke' as const),
    reasons: fc.array(fc.record({ code: reasonCode, text: nastyText }), { maxLength: 3 }),
    base: revision,
    head: revision,
    pullRequest: fc.record({
      number: fc.constant(12),
      repository: nastyText,
      url: fc.oneof(fc.constant('https://github.com/acme/dates/pull/12'), nastyText),
      commits: fc.integer({ min: 1, max: 3 }),
    }),
    agent,
    progress,
    quick: fc.record({ seconds: fc.nat(99), reached: fc.nat(9), planned: fc.nat(9) }),
    along: fc.array(fc.record({ through: texts, at: nastyText }), { maxLength: 3 }),
    culprits: fc.array(culprit, { maxLength: 4 }),
    integrity: fc.record({
      changedEvals: texts,
      changedProtected: texts,
      weakened: fc.array(weakened, { maxLength: 4 }),
      notLookedAt: texts,
    }),
    blindSpots: fc.array(
      fc.record(
        {
          path: nastyText,
          startLine: fc.nat(99),
          endLine: fc.nat(99),
          what: fc.constantFrom('new' as const, 'mode' as const),
          shows: texts,
        },
        { requiredKeys: ['path', 'startLine', 'endLine'] },
      ),
      { maxLength: 4 },
    ),
    proposed: fc.array(
      fc.record({
        id: nastyText,
        eval: nastyText,
        how: fc.constantFrom('added' as const, 'edited' as const),
        outcome: fc.constantFrom('passed' as const, 'failed' as const, 'unmeasured' as const),
        why: nastyText,
      }),
      { maxLength: 3 },
    ),
    notices: texts,
    sandbox: nastyText,
    cases: fc.array(oneCase, { maxLength: 6 }),
  })
  .map(({ cases, ...rest }) => aResult(cases, rest));
