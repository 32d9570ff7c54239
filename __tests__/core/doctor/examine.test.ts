import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { ownersOf } from '../../../src/core/doctor/codeowners.js';
import { examine } from '../../../src/core/doctor/examine.js';
import { exitCodeOf } from '../../../src/core/doctor/finding.js';
import { remoteOf } from '../../../src/core/doctor/remote.js';
import type { BranchRules, Setup } from '../../../src/core/doctor/setup.js';

const SHA = 'a'.repeat(40);
const RUN = `name: Evals
on: { pull_request: , merge_group: }
permissions: {}
jobs:
  run:
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${SHA}
      - uses: acme/formative@${SHA}
        with: { mode: run }
`;
const REPORT = `name: Report
on:
  workflow_run:
    workflows: [Evals]
permissions: {}
jobs:
  report:
    permissions: { checks: write }
    steps:
      - uses: acme/formative@${SHA}
        with: { mode: report, token: "\${{ steps.app.outputs.token }}" }
`;
const BY_ACTIONS = REPORT.replace(/, token: .*"/, '');
/** The token is made in the job itself. */
const withApp = (environment: string): string =>
  REPORT.replace('    steps:\n', `${environment}    steps:\n      - uses: actions/create-github-app-token@${SHA}\n`);
const RULES: BranchRules = { checks: [{ name: 'formative', app: 7 }], codeOwnerReview: true, mergeQueue: true };

function setup(changes: Partial<Setup> & { readonly run?: string; readonly report?: string } = {}): Setup {
  const { run = RUN, report = REPORT, ...rest } = changes;
  return {
    folder: 'evals',
    checkName: 'formative',
    workflows: [
      { path: '.github/workflows/run.yml', text: run },
      { path: '.github/workflows/report.yml', text: report },
    ].filter(({ text }) => text !== ''),
    codeowners: [{ path: '.github/CODEOWNERS', text: '/evals/ @acme/leads\n/.github/ @acme/leads\n' }],
    evals: { kind: 'read', count: 2 },
    sandbox: { kind: 'held', name: 'bwrap' },
    rules: { kind: 'seen', value: RULES },
    tokenDefault: { kind: 'seen', value: 'read' },
    ...rest,
  };
}

/** A workflow with one job that runs what is checked out and has one step with a cache. */
function caching(event: string, uses: string, given = '{}', condition = 'true'): string {
  return `name: Cached
on: { ${event}: }
permissions: {}
jobs:
  cached:
    steps:
      - uses: actions/checkout@${SHA}
      - uses: ${uses}
        if: ${condition}
        with: ${given}
`;
}

type Situation = readonly [string, Partial<Setup>, readonly string[]];

/** A pull request's job beside one on the default branch. */
function cacheSituations(): readonly Situation[] {
  const situation = (name: string, saver: string, heir: string, isShared: boolean): Situation => {
    const { workflows } = setup();
    const pair = [saver, heir].map((text, index) => ({ path: `.github/workflows/cached-${index}.yml`, text }));
    return [name, { workflows: [...workflows, ...pair] }, isShared ? ['weak shared-cache cached-0.yml:8'] : []];
  };
  const [node, cache] = [`actions/setup-node@${SHA}`, `actions/cache@${SHA}`];
  const npm = '{ cache: npm }';
  const here = caching('pull_request', node, npm);
  const keyed = (key: string): string => `{ path: x, key: "${key}" }`;
  return [
    situation('a setup action shares its cache', here, caching('push', node, npm), true),
    situation('a setup action caches something else', here, caching('push', node, '{ cache: pnpm }'), false),
    situation('only one of them has a cache', here, caching('push', node), false),
    situation('both run the code of pull requests', here, here, false),
    situation(
      'go has a cache unasked',
      caching('pull_request', `actions/setup-go@${SHA}`),
      caching('push', `actions/setup-go@${SHA}`),
      true,
    ),
    situation(
      'keys differ',
      caching('pull_request', cache, keyed('pr-1')),
      caching('push', cache, keyed('main-1')),
      false,
    ),
    situation(
      'keys are the same but for spaces',
      caching('pull_request', cache, keyed('a-${{ x }}')),
      caching('push', cache, keyed('a-${{x}}')),
      true,
    ),
    situation(
      'a pull request only restores',
      caching('pull_request', `actions/cache/restore@${SHA}`, keyed('a')),
      caching('push', cache, keyed('a')),
      false,
    ),
    situation(
      'it saves on pull requests alone',
      caching('pull_request', cache, keyed('a'), "github.event_name == 'pull_request'"),
      caching('push', cache, keyed('a')),
      true,
    ),
    situation(
      'it saves on a push alone',
      caching('pull_request', cache, keyed('a'), "github.event_name == 'push'"),
      caching('push', cache, keyed('a')),
      false,
    ),
  ];
}

/** What stands open where the run workflow was replaced. */
const UNSTARTED = ['hole stages report.yml:14'];

const open = (changes: Parameters<typeof setup>[0]): readonly string[] =>
  examine(setup(changes))
    .filter(({ level }) => level !== 'fine')
    .map(({ level, id, path = '', line = '' }) => `${level} ${id} ${path.replace('.github/workflows/', '')}:${line}`);
const withRules = (rules: Partial<BranchRules>): Partial<Setup> => ({
  rules: { kind: 'seen', value: { ...RULES, ...rules } },
});

/** What is written as a comment for a GitHub App's token, taken in. */
const appVariant = (text: string): string => text.replace(/^( +)# (?=environment:|- uses:|token:| {2})/gm, '$1');

describe('the doctor', () => {
  it('finds nothing where nothing is open', () => {
    expect(open({})).toEqual([]);
    expect(exitCodeOf(examine(setup()))).toBe(0);
  });

  it.each<readonly [string, Parameters<typeof setup>[0], readonly string[]]>([
    ['the check is not required', withRules({ checks: [{ name: 'other' }] }), ['hole required-check :']],
    ['anyone may report it', withRules({ checks: [{ name: 'formative' }] }), ['hole required-check :']],
    [
      'every workflow may report it',
      { ...withRules({ checks: [{ name: 'formative', app: 15368 }] }), report: BY_ACTIONS },
      ['weak required-check :'],
    ],
    [
      'the check is awaited from an app, and GitHub Actions reports it',
      { report: BY_ACTIONS },
      ['hole identity report.yml:10'],
    ],
    [
      "the workflow's own token is given by name",
      { report: REPORT.replace('steps.app.outputs.token', 'secrets.GITHUB_TOKEN') },
      ['hole identity report.yml:10'],
    ],
    [
      'the check is awaited from GitHub Actions, and an app reports it',
      withRules({ checks: [{ name: 'formative', app: 15368 }] }),
      ['hole identity report.yml:10', 'weak required-check :'],
    ],
    ["the app's key is a secret of the repository", { report: withApp('') }, ['weak identity report.yml:10']],
    [
      "the app's key of the job that obeys comments is a secret of the repository",
      { report: withApp('').replace('mode: report', 'mode: command') },
      ['hole stages run.yml:9', 'weak identity report.yml:10'],
    ],
    ["the app's key is in an environment", { report: withApp('    environment: formative\n') }, []],
    ['the required check has another name', { checkName: 'evals' }, ['hole required-check :']],
    ['owners are not asked', withRules({ codeOwnerReview: false }), ['weak code-owner-review :']],
    [
      'nobody owns the evals',
      { codeowners: [{ path: 'CODEOWNERS', text: '.github/ @a\n' }] },
      ['weak code-owners CODEOWNERS:1'],
    ],
    [
      'a later line takes the owner away',
      { codeowners: [{ path: 'CODEOWNERS', text: '* @a\nevals/\n' }] },
      ['weak code-owners CODEOWNERS:2'],
    ],
    [
      'a workflow may write everything',
      { run: RUN.replace('{ contents: read }', 'write-all') },
      ['hole permissions run.yml:6'],
    ],
    ['the run may report', { run: RUN.replace('contents: read', 'checks: write') }, ['weak permissions run.yml:6']],
    ['rights are left to the default', { run: RUN.replace(/.*permissions.*\n/g, '') }, ['weak permissions run.yml:4']],
    [
      'rights are left to a default that writes',
      { run: RUN.replace(/.*permissions.*\n/g, ''), tokenDefault: { kind: 'seen', value: 'write' } },
      ['hole permissions run.yml:4', 'weak token-default :'],
    ],
    [
      'an action is not pinned',
      { run: RUN.replace(`checkout@${SHA}`, 'checkout@v5') },
      ['weak unpinned-action run.yml:8'],
    ],
    [
      "the pull request's code is checked out with rights",
      {
        report: REPORT.replace(
          '    steps:\n',
          `    steps:\n      - uses: actions/checkout@${SHA}\n        with: { ref: "\${{ github.event.workflow_run.head_sha }}" }\n`,
        ),
      },
      ['hole privileged-checkout report.yml:10'],
    ],
    [
      "a cache of a pull request's code is saved for the base, by the start of its key",
      {
        report: REPORT.replace(
          '    steps:\n',
          `    steps:
      - uses: actions/checkout@${SHA}
        with: { ref: "\${{ github.event.workflow_run.head_sha }}" }
      - uses: actions/cache@${SHA}
        with: { path: x, key: "deps-\${{ hashFiles('lock') }}" }
`,
        ),
        run: caching('push', `actions/cache/restore@${SHA}`, '{ path: x, key: other, restore-keys: "a-\\ndeps-" }'),
      },
      ['hole privileged-checkout report.yml:10', 'hole shared-cache report.yml:12', ...UNSTARTED],
    ],
    ...cacheSituations(),
    ['the queue is not judged', { run: RUN.replace(' merge_group: ', '') }, ['hole merge-group run.yml:2']],
    [
      'the names do not fit',
      { run: RUN.replace('name: Evals', 'name: Eval') },
      ['hole stages report.yml:10', 'hole stages run.yml:9'],
    ],
    ['nobody reports', { report: '' }, ['hole stages run.yml:9']],
    [
      'one job does both',
      { run: RUN.replace('mode: run', 'mode: all'), report: '' },
      ['hole identity run.yml:9', 'weak stages run.yml:9'],
    ],
    ['no workflow starts it', { run: '', report: '' }, ['hole stages :']],
    ['a workflow cannot be read', { report: 'a: b: c' }, ['hole stages run.yml:9', 'unknown workflow report.yml:1']],
    ['there are no evals', { evals: { kind: 'read', count: 0 } }, ['hole evals :']],
    [
      'an eval has a mistake',
      { evals: { kind: 'mistakes', mistakes: [{ path: 'evals/a.yml', line: 3, column: 1, message: 'x' }] } },
      ['hole evals evals/a.yml:3'],
    ],
    ['no sandbox holds', { sandbox: { kind: 'none-held', why: 'x' } }, ['weak sandbox :']],
    [
      'GitHub was not seen',
      { rules: { kind: 'unseen', why: 'x' }, tokenDefault: { kind: 'unseen', why: 'x' } },
      ['unknown required-check :', 'unknown code-owner-review :', 'unknown token-default :'],
    ],
  ])('%s', (_name, changes, found) => {
    expect([...open(changes)].sort()).toEqual([...found].sort());
  });

  it('finds no hole in the two workflows that are shipped', () => {
    const shipped = ['run', 'report'].map((stage) => `docs/workflows/formative-${stage}.yml`);
    const workflows = shipped.map((path) => ({ path, text: readFileSync(path, 'utf8').replaceAll('COMMIT', SHA) }));
    const byActions = withRules({ checks: [{ name: 'formative', app: 15368 }] });
    expect(open({ workflows, ...byActions })).toEqual(['weak required-check :']);
    const byApp = workflows.map(({ path, text }) => ({ path, text: appVariant(text) }));
    expect(open({ workflows: byApp })).toEqual([]);
  });

  it('says what could not be seen, and never that it is fine', () => {
    const findings = examine(setup({ rules: { kind: 'unseen', why: 'there is no token' } }));
    expect(exitCodeOf(findings)).toBe(2);
    expect(findings.filter(({ id, level }) => id === 'required-check' && level === 'fine')).toEqual([]);
    expect(exitCodeOf(examine(setup({ rules: { kind: 'unseen', why: 'x' }, report: '' })))).toBe(1);
  });

  it('gives every open finding a remedy', () => {
    const findings = examine(
      setup({ run: RUN.replace(`checkout@${SHA}`, 'checkout@v5'), ...withRules({ checks: [] }) }),
    );
    expect(findings.filter(({ level, remedy }) => level !== 'fine' && remedy === undefined)).toEqual([]);
  });
});

describe('who owns a path', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['* @a', 'evals/x/a.yml', ['@a']],
    ['* @a\n*.yml @b', 'evals/a.yml', ['@b']],
    ['evals/ @a', 'sub/evals/a.yml', ['@a']],
    ['/evals/ @a', 'sub/evals/a.yml', []],
    ['/evals @a', 'evals/a.yml', ['@a']],
    ['evals/* @a', 'evals/a.yml', ['@a']],
    ['evals/* @a', 'evals/sub/a.yml', []],
    ['evals/** @a', 'evals/sub/a.yml', ['@a']],
    ['**/evals @a', 'sub/evals/a.yml', ['@a']],
    ['/evals/ @a # the exam', 'evals/a.yml', ['@a']],
    ['# /evals/ @a', 'evals/a.yml', []],
    ['/evals/ @a\n!/evals/a.yml @b', 'evals/a.yml', ['@a']],
    ['/evals/ a@example.org', 'evals/a.yml', ['a@example.org']],
    ['/with\\ space/ @a', 'with space/a', ['@a']],
  ])('%j: %s', (text, path, owners) => {
    expect(ownersOf([{ path: 'CODEOWNERS', text }], path)?.owners).toEqual(owners);
  });

  it('is read from the first place alone', () => {
    const files = ['docs/CODEOWNERS', 'CODEOWNERS', '.github/CODEOWNERS'].map((path) => ({
      path,
      text: `* @${path.length}`,
    }));
    expect(ownersOf(files, 'a')).toEqual({ path: '.github/CODEOWNERS', line: 1, owners: ['@18'] });
    expect(ownersOf([], 'a')).toBeUndefined();
  });
});

it.each<readonly [string, readonly string[] | undefined]>([
  ['https://github.com/acme/tools.git', ['github.com', 'acme', 'tools']],
  ['https://token@github.com/acme/tools', ['github.com', 'acme', 'tools']],
  ['git@github.com:acme/tools.git', ['github.com', 'acme', 'tools']],
  ['ssh://git@git.example.org:22/acme/tools.git', ['git.example.org', 'acme', 'tools']],
  ['/srv/tools.git', undefined],
  ['', undefined],
])('the remote %s', (url, parts) => {
  const remote = remoteOf(url);
  expect(remote && [remote.host, remote.owner, remote.repo]).toEqual(parts);
});
