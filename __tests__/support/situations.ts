import type { CaseResult, Result } from '../../src/core/report/result.js';
import { hostile, tooLong } from './extreme-results.js';
import { WEAKENED } from './weakened.js';
import { aBreak, aCase, aNumber, aResult, passing, sha, strictBreak } from './results.js';

/** One result for every situation a reader can meet: the golden reports are drawn from these. */
export const SITUATIONS: Readonly<Record<string, () => Result>> = {
  'nothing-broke': () =>
    aResult([
      ...passing(209),
      ...passing(3, 'still-passes'),
      aCase('cli/docs/links', 'not-affected'),
      aCase('cli/dates/leap', 'fixed'),
    ]),

  'one-break': () =>
    aBreak([strictBreak(), ...passing(213)], {
      pullRequest: { number: 12, repository: 'acme/dates', url: 'https://github.com/acme/dates/pull/12', commits: 1 },
    }),

  'one-break-many-commits': () =>
    aBreak([strictBreak(), ...passing(213)], {
      culprits: [
        {
          cases: ['cli/dates/strict'],
          lastWorking: sha('b'),
          firstBroken: sha('c'),
          subject: 'Read months by table',
          hunks: [{ path: 'src/parse.ts', startLine: 41, endLine: 42 }],
          takenBack: 'mends',
          patch: [
            'diff --git a/src/parse.ts b/src/parse.ts',
            '--- a/src/parse.ts',
            '+++ b/src/parse.ts',
            '@@ -41,2 +41,1 @@',
            '-  const month = MONTHS[text];',
            '-  return month;',
            '+  return strict ? monthOf(text) : MONTHS[text];',
            '',
          ].join('\n'),
          exact: true,
        },
      ],
    }),

  'breaks-only-merged': () =>
    aBreak([strictBreak(), ...passing(213)], {
      culprits: [
        {
          cases: ['cli/dates/strict'],
          lastWorking: sha('b'),
          firstBroken: sha('c'),
          subject: 'Read months by table',
          onlyMerged: true,
          hunks: [],
          exact: true,
        },
      ],
    }),

  'merge-of-base': () =>
    aBreak([strictBreak(), ...passing(213)], {
      culprits: [
        {
          cases: ['cli/dates/strict'],
          lastWorking: sha('b'),
          firstBroken: sha('c'),
          subject: "Merge branch 'main' into months",
          merge: 'of-base',
          hunks: [],
          exact: true,
        },
      ],
    }),

  'third-push': () =>
    aBreak([strictBreak(), aCase('cli/docs/links', 'broke'), aCase('cli/dates/leap', 'passes'), ...passing(211)], {
      progress: {
        push: 3,
        before: sha('d'),
        fixed: ['cli/dates/leap'],
        newlyBroken: ['cli/docs/links'],
        stillBroken: [{ case: 'cli/dates/strict', push: 1, sha: sha('c') }],
        mended: [{ eval: 'cli/dates', cases: ['cli/dates/leap'], works: 50, fails: 0 }],
      },
    }),

  'mended-by-heart': () =>
    aBreak([aCase('cli/double/g7', 'broke', { generated: true }), aCase('cli/double/one', 'passes'), ...passing(49)], {
      progress: {
        ...{ push: 2, before: sha('c') },
        ...{ fixed: ['cli/double/one'], newlyBroken: [], stillBroken: [{ case: 'cli/double/(generated)', push: 1 }] },
        mended: [{ eval: 'cli/double', cases: ['cli/double/one'], works: 49, fails: 1 }],
      },
    }),

  'mended-at-last': () =>
    aResult([aCase('cli/double/one', 'passes'), ...passing(50)], {
      progress: {
        ...{ push: 4, before: sha('c'), fixed: ['cli/double/one', 'cli/double/(generated)'] },
        ...{
          newlyBroken: [],
          stillBroken: [],
          mended: [{ eval: 'cli/double', cases: ['cli/double/one', 'cli/double/(generated)'], works: 50, fails: 0 }],
        },
      },
    }),

  'many-breaks': () => aBreak([...manyBreaks(), ...passing(180)], { culprits: [inexact()] }),

  consequences: () =>
    aBreak(
      [
        aCase('cli/tokenise/quotes', 'broke', {
          because: [
            {
              target: 'stdout',
              summary: 'stdout: expected "[a,b]", got "[a b]"',
              expected: '["a", "b"]\n',
              got: '["a b"]\n',
              difference: 'first difference at line 1, column 4',
            },
          ],
          input: { command: ['node', 'dist/cli.js', 'tokenise'], stdin: "a 'b'\n" },
          reproduce: 'printf %s "a \'b\'" | node dist/cli.js tokenise',
        }),
        ...['parse', 'format', 'round-trip'].map((name) =>
          aCase(`cli/parse/${name}`, 'blocked', { blockedBy: 'cli/tokenise' }),
        ),
        aCase('cli/print/all', 'blocked', { blockedBy: 'cli/tokenise' }),
        ...passing(40),
      ],
      { along: [{ through: ['cli/read'], at: 'cli/tokenise' }] },
    ),

  hurried: () =>
    aResult(
      [
        ...passing(14),
        aCase('tests/(suite)', 'unmeasured', { why: 'not reached in 30 s', notReached: true }),
        ...['leap', 'strict', 'epoch'].map((name) =>
          aCase(`cli/dates/${name}`, 'unmeasured', { why: 'not reached in 30 s', notReached: true }),
        ),
      ],
      {
        verdict: 'could-not-tell',
        next: 'agent',
        reasons: [{ code: 'not-reached', text: '30 s reached 14 of 18; the rest was not run.' }],
        quick: { seconds: 30, reached: 14, planned: 18 },
      },
    ),

  flaky: () => aResult([aCase('cli/net/retry', 'flaky'), aCase('cli/net/timeout', 'flaky'), ...passing(58)]),

  'removed-tests': () =>
    aBreak(
      [
        aCase('tests/test/dates.test.js > strict > rejects a 13th month', 'removed', {
          eval: 'tests',
          file: 'test/dates.test.js',
        }),
        aCase('tests/test/dates.test.js > strict > rejects a 32nd day', 'removed', {
          eval: 'tests',
          file: 'test/dates.test.js',
        }),
        ...passing(311, 'still-passes'),
      ],
      {
        integrity: {
          changedEvals: [],
          changedProtected: ['jest.config.js'],
          weakened: WEAKENED,
          notLookedAt: ['test/fixtures.js: too large'],
        },
      },
    ),

  changed: () => aResult([helpChanged(), ...passing(61)]),

  rewritten: () =>
    aBreak(
      [
        aCase('tests/test/format.test.js > format > uses UTC', 'rewritten', {
          eval: 'tests',
          file: 'test/format.test.js',
          because: [
            { target: 'test', summary: "expected '2020-01-01T00:00:00Z' to equal '2020-01-01T01:00:00+01:00'" },
          ],
          reproduce: 'npx jest test/format.test.js',
        }),
        ...passing(311, 'still-passes'),
      ],
      { next: 'maintainer', reasons: [{ code: 'rewritten', text: '1 test was rewritten' }] },
    ),

  'could-not-tell': () =>
    aResult([...notMeasured(), aCase('cli/net/retry', 'suspect'), ...passing(30)], {
      verdict: 'could-not-tell',
      next: 'maintainer',
      reasons: [
        { code: 'unmeasured', text: '14 cases were not measured' },
        { code: 'suspect', text: '1 case is in doubt' },
        { code: 'budget-spent', text: 'the budget of 30 minutes was spent' },
      ],
      budget: { trials: 4117, trialsAllowed: 5000, minutesAllowed: 30, spent: true },
    }),

  'worse-numbers': () =>
    aBreak(
      [
        aNumber('cli/speed/large:bytes', 'broke', { base: 1000, head: 1032, unit: 'bytes', allowed: 'nothing more' }),
        aNumber('cli/speed/large:time', 'broke', { base: 4.1, head: 9.84, unit: 's', noisy: true, pairs: 9, worse: 9 }),
        aNumber('cli/speed/large:memory', 'flaky', { base: 7e7, head: 8e7, unit: 'bytes', noisy: true, pairs: 13 }),
        aNumber('cli/speed/small:time', 'still-passes', {
          ...{ base: 0.41, head: 0.2, unit: 's', noisy: true, pairs: 3, worse: 0, improved: true },
        }),
        aCase('cli/net/retry', 'flaky'),
        ...passing(58),
      ],
      { culprits: [] },
    ),

  'no-evals-on-base': () =>
    aResult([], {
      verdict: 'could-not-tell',
      next: 'maintainer',
      reasons: [{ code: 'no-evals-on-base', text: 'base has no evals' }],
      proposed: [
        { id: 'cli/dates/iso', eval: 'cli/dates', how: 'added', outcome: 'passed' },
        { id: 'cli/dates/strict', eval: 'cli/dates', how: 'added', outcome: 'failed', why: 'exit: expected 1, got 0' },
      ],
    }),

  'still-fails-and-fixed': () =>
    aResult(
      [
        aCase('cli/dates/leap', 'fixed'),
        aCase('cli/dates/week', 'fixed'),
        aCase('cli/zones/zone-1', 'still-fails', {
          because: [
            { target: 'stdout', summary: 'stdout: first difference at line 1, column 4: expected the end, got LF' },
          ],
        }),
        ...Array.from({ length: 12 }, (_, at) => aCase(`cli/zones/zone-${at + 2}`, 'still-fails')),
        ...passing(120),
      ],
      {
        integrity: { changedEvals: ['evals/cli/dates.yml'], changedProtected: [], weakened: [], notLookedAt: [] },
        blindSpots: [
          { path: 'src/zones.ts', startLine: 12, endLine: 19 },
          { path: 'src/zones.ts', startLine: 40, endLine: 40 },
          { path: 'src/zone-names.ts', startLine: 1, endLine: 30, what: 'new', shows: ['cli/dates/utc'] },
        ],
        proposed: [{ id: 'cli/dates/strict', eval: 'cli/dates', how: 'edited', outcome: 'passed' }],
        notices: ['evals/cli/new.yml:3:5: unknown field `stdot`, did you mean `stdout`?'],
      },
    ),

  hidden: () => aBreak([...hiddenBreaks(), ...passing(40)], { seed: sha('7') }),

  'without-teeth': () =>
    aResult([...toothless(), ...passing(30)], {
      verdict: 'could-not-tell',
      next: 'maintainer',
      reasons: [{ code: 'unmeasured', text: '2 cases were not measured' }],
      withoutTeeth: [{ eval: 'cli/dates', control: '_fixtures/off-by-one.patch', why: WITHOUT_TEETH }],
      budget: { trials: 230, controls: 6, trialsAllowed: 5000, minutesAllowed: 30, spent: false },
    }),

  hostile,

  'too-long': tooLong,
};

function manyBreaks(): readonly CaseResult[] {
  const names = ['iso', 'rfc', 'week', 'ordinal'];
  return [
    strictBreak(),
    ...names.map((name, at) =>
      aCase(`cli/dates/${name}`, 'broke', {
        input: { command: ['node', 'dist/cli.js', 'parse', `2020-0${at + 1}-01`] },
        base: { ending: 'exited 0' },
        head: { ending: 'exited 0' },
        because: [
          {
            target: 'stdout',
            summary: 'stdout differs',
            expected: `{\n  "year": 2020,\n  "month": ${at + 1},\n  "day": 1\n}\n`,
            got: `{\n  "year": 2020,\n  "month": ${at},\n  "day": 1\n}\n`,
            difference: 'first difference at line 3, column 12',
          },
        ],
        reproduce: `npm ci\nnode dist/cli.js parse 2020-0${at + 1}-01`,
      }),
    ),
    aCase('tests/test/dates.test.js > strict > rejects a 32nd day', 'removed', { eval: 'tests' }),
  ];
}

const WITHOUT_TEETH = '_fixtures/off-by-one.patch, which has to make it fail, does not';

function toothless(): readonly CaseResult[] {
  const why = `its eval has no teeth: ${WITHOUT_TEETH}`;
  return ['iso', 'strict'].map((name) => aCase(`cli/dates/${name}`, 'unmeasured', { why }));
}

function hiddenBreaks(): readonly CaseResult[] {
  return ['g3', 'g17'].map((name) =>
    aCase(`cli/round-trip/${name}`, 'broke', {
      eval: 'cli/round-trip',
      case: name,
      title: 'what is printed reads back as the same date',
      property: 'what is printed reads back as the same date',
      hidden: true,
      because: [{ target: 'hidden', summary: 'does not hold: what is printed reads back as the same date' }],
    }),
  );
}

function inexact(): Result['culprits'][number] {
  return {
    cases: ['cli/dates/strict', 'cli/dates/iso'],
    lastWorking: sha('b'),
    firstBroken: sha('d'),
    hunks: [],
    exact: false,
  };
}

function helpChanged(): CaseResult {
  return aCase('cli/help/text', 'changed', {
    title: 'Prints the help',
    input: { command: ['node', 'dist/cli.js', '--help'] },
    base: { ending: 'exited 0' },
    head: { ending: 'exited 0' },
    because: [
      {
        target: 'stdout',
        summary: 'stdout differs from base',
        expected: 'usage: dates [options]\n\n  --strict  reject what is not a date\n  --utc     use UTC\n',
        got: 'usage: dates [options]\n\n  --strict  reject dates that do not exist\n  --utc     use UTC\n',
        difference: 'first difference at line 3, column 20',
      },
    ],
  });
}

function notMeasured(): readonly CaseResult[] {
  const setup = Array.from({ length: 13 }, (_, at) =>
    aCase(`e2e/page-${at + 1}`, 'unmeasured', { why: 'setup `npm ci` ended with exit 1 on base too' }),
  );
  return [...setup, aCase('cli/big/all', 'unmeasured', { why: 'standard output is over the cap of 10 MB' })];
}
