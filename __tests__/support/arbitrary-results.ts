import fc from 'fast-check';
import type { CaseResult, Result } from '../../src/core/report/result.js';
import { PUZZLE } from './extreme-results.js';
import { aResult, HEAD } from './results.js';

/** Pieces that mean something to a renderer, a terminal or a person, between any other text. */
const PIECES = [
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '\\',
  '\\|',
  '@acme/security',
  '#1',
  'fixes #2',
  'acme/dates#3',
  '<b>',
  '</details>',
  '<details>',
  '</code></pre>',
  '<!--',
  '-->',
  '![x](y)',
  '](z)',
  '[a]: b',
  'https://evil.example/a',
  'www.evil.example',
  'mail@evil.example',
  '&lt;',
  ']]>',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  ' ',
  '    ',
  '- ',
  '../',
  '### ',
  '> ',
  '\u001b[31m',
  '\u009b1m',
  '\u0000',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\u{e0041}',
  '\ud800',
  '日本',
  '👩‍🚀',
  '⚠️',
  PUZZLE,
];

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

const tally = fc.record({ passed: fc.nat(9), failed: fc.nat(9) });
const texts = fc.array(hostileText, { maxLength: 3 });
const shown = fc.record(
  { ending: hostileText, stdout: hostileText, stderr: hostileText },
  { requiredKeys: ['ending'] },
);
const because = fc.record(
  { target: hostileText, summary: hostileText, expected: hostileText, got: hostileText, difference: hostileText },
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
    id: hostileText,
    eval: hostileText,
    case: hostileText,
    area: hostileText,
    title: hostileText,
    change: fc.constantFrom(...kinds),
    gate: fc.constantFrom('block', 'ask', 'warn', 'none'),
    why: hostileText,
    because: fc.array(because, { maxLength: 5 }),
    input: fc.record(
      { command: texts, cwd: hostileText, stdin: hostileText, files: texts },
      { requiredKeys: ['command'] },
    ),
    base: shown,
    head: shown,
    trials: fc.record({ base: tally, head: tally }),
    blockedBy: hostileText,
    reproduce: hostileText,
    file: hostileText,
  },
  { requiredKeys: ['id', 'eval', 'case', 'area', 'change', 'gate', 'why', 'because', 'trials'] },
);

const revision = fc.record({ sha: fc.oneof(fc.constant(HEAD), hostileText), tree: hostileText, label: hostileText });
const culprit = fc.record({
  cases: texts,
  lastWorking: fc.constant(HEAD),
  firstBroken: fc.constant(HEAD),
  subject: hostileText,
  hunks: fc.array(fc.record({ path: hostileText, startLine: fc.nat(99), endLine: fc.nat(99) }), { maxLength: 4 }),
  exact: fc.boolean(),
});
const reasonCode = fc.oneof(
  fc.constantFrom('broke', 'suspect', 'unmeasured', 'no-evals-on-base', 'budget-spent'),
  hostileText,
);

/** Results with hostile text in every field that can hold some. */
export const hostileResult: fc.Arbitrary<Result> = fc
  .record({
    verdict: fc.constantFrom('broke' as const, 'could-not-tell' as const, 'nothing-broke' as const),
    reasons: fc.array(fc.record({ code: reasonCode, text: hostileText }), { maxLength: 3 }),
    base: revision,
    head: revision,
    pullRequest: fc.record({
      number: fc.constant(12),
      repository: hostileText,
      url: fc.oneof(fc.constant('https://github.com/acme/dates/pull/12'), hostileText),
      commits: fc.integer({ min: 1, max: 3 }),
    }),
    agent: fc.record({ id: hostileText, evidence: texts }),
    culprits: fc.array(culprit, { maxLength: 4 }),
    integrity: fc.record({ changedEvals: texts, changedProtected: texts, weakened: texts }),
    blindSpots: texts,
    proposed: fc.array(
      fc.record({
        id: hostileText,
        eval: hostileText,
        how: fc.constantFrom('added' as const, 'edited' as const),
        outcome: fc.constantFrom('passed' as const, 'failed' as const, 'unmeasured' as const),
        why: hostileText,
      }),
      { maxLength: 3 },
    ),
    notices: texts,
    sandbox: hostileText,
    cases: fc.array(oneCase, { maxLength: 6 }),
  })
  .map(({ cases, ...rest }) => aResult(cases, rest));
