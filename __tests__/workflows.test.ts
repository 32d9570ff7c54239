import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';

import {
  dispatchPayload,
  pullRequestPayload,
  workflowRunPayload,
  type PullRequestFacts,
} from './support/github/payloads.js';
import { groupOf, starts, titleOf, valueOf } from './support/workflow-starts.js';
import { openWorkflowChecks, type WorkflowChecks } from './support/workflow-checks.js';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>;
}

const FOLDER = '.github/workflows';
/** For users to copy. */
const SHIPPED = 'docs/workflows';
const read = (path: string): string => readFileSync(path, 'utf8');
const action = load(read('action.yml')) as { readonly inputs: object; readonly outputs: object };

/** Every workflow that we run or tell others to run, with where it stands. */
const workflows: readonly (readonly [string, string])[] = [
  ...readdirSync(FOLDER).map((file) => [`${FOLDER}/${file}`, read(`${FOLDER}/${file}`)] as const),
  ...readdirSync(SHIPPED).map((file) => [`${SHIPPED}/${file}`, read(`${SHIPPED}/${file}`)] as const),
  ...workflowsIn('README.md'),
];

let checks: WorkflowChecks;
beforeAll(async () => {
  checks = await openWorkflowChecks();
});

function workflowsIn(path: string): (readonly [string, string])[] {
  const blocks = existsSync(path) ? read(path).matchAll(/^```ya?ml\n(.*?)^```$/gms) : [];
  return [...blocks]
    .map((block) => block[1] ?? '')
    .filter((text) => /^on:/m.test(text) && /^jobs:/m.test(text))
    .map((text, index) => [`${path}, workflow ${index + 1}`, text] as const);
}

const parse = (text: string): Workflow => load(text) as Workflow;
const stepsOf = (text: string): readonly Step[] => Object.values(parse(text).jobs).flatMap((job) => job.steps);

describe('action.yml', () => {
  it('is what GitHub reads', () => {
    expect(checks.action(read('action.yml'))).toEqual([]);
  });

  it('would be refused with a wrong runtime', () => {
    expect(checks.action(read('action.yml').replace('node24', 'node99'))).toEqual([expect.stringContaining('node99')]);
  });
});

describe.each(workflows)('%s', (_path, text) => {
  it('is what GitHub reads', () => {
    expect(checks.workflow(text)).toEqual([]);
  });

  it('gives no job more than it names', () => {
    const { permissions, jobs } = parse(text);
    expect(permissions).toEqual({});
    expect(Object.values(jobs).filter((job) => job.permissions === undefined)).toEqual([]);
  });

  it('pins every action of others to a commit, and keeps no credentials', () => {
    const used = stepsOf(text).filter((step) => step.uses !== undefined);
    const others = used.filter(({ uses = '' }) => uses !== './' && !isOurs(uses));
    expect(others.filter(({ uses = '' }) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    const checkouts = used.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('gives our action only inputs that it has', () => {
    const ours = stepsOf(text).filter(({ uses = '' }) => uses === './' || isOurs(uses));
    const given = ours.flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.filter((input) => !(input in action.inputs))).toEqual([]);
  });

  it('never runs a pull request with the rights of the base', () => {
    expect(text).not.toContain('pull_request_target');
  });
});

describe('the two workflows', () => {
  const run = read(`${SHIPPED}/formative-run.yml`);
  const report = read(`${SHIPPED}/formative-report.yml`);

  it('give the half that runs code no right but to read, and nothing to save', () => {
    expect(Object.values(parse(run).jobs).map((job) => job.permissions)).toEqual([{ contents: 'read' }]);
    expect(cachesIn(run)).toEqual([HISTORY]);
    expect(run).not.toMatch(/secrets\./);
  });

  it('let the half that posts run nothing but the action, on the default branch', () => {
    const steps = stepsOf(report);
    expect(steps.map(({ uses = '' }) => uses.split('@')[0])).toEqual([
      'actions/checkout',
      'actions/cache/restore',
      'OWNER/formative',
    ]);
    expect(steps[0]?.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
    expect(cachesIn(report)).toEqual([HISTORY]);
    expect(report).not.toMatch(/^ *(?:- )?run:|cache:/m);
    expect(Object.values(parse(report).jobs).map((job) => job.permissions)).toEqual([
      { actions: 'read', contents: 'read', checks: 'write', 'pull-requests': 'write' },
    ]);
  });

  it('name each other, and the artifact that the action looks for', () => {
    expect(parse(report).on).toEqual({
      workflow_run: { workflows: [(load(run) as { name: string }).name], types: ['completed'] },
    });
    const upload = stepsOf(run).find(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'));
    expect(upload?.with).toMatchObject({
      name: 'formative-record-${{ github.run_attempt }}',
      path: '${{ steps.formative.outputs.record-path }}',
    });
    expect(action.outputs).toHaveProperty('record-path');
  });
});

describe('runs of one pull request', () => {
  const facts = {
    ...{ repository: 'acme/tools', number: 7, base: { ref: 'main', sha: 'a'.repeat(40) } },
    head: { ref: 'topic', sha: 'b'.repeat(40) },
  };
  const run = read(`${SHIPPED}/formative-run.yml`);
  const report = read(`${SHIPPED}/formative-report.yml`);

  it.each<readonly [string, Partial<PullRequestFacts>, boolean]>([
    ['opened', { action: 'opened' }, true],
    ['pushed to', { action: 'synchronize' }, true],
    ['turned to another base', { action: 'edited' }, true],
    ['given another title', { action: 'edited', edited: 'title' }, false],
    ['given the label `formative`', { action: 'labeled' }, true],
    ['given another label', { action: 'labeled', label: 'bug' }, false],
  ])('that is %s: it starts a job, and ends the one before, or does neither', (_, over, isJudged) => {
    const event = { name: 'pull_request', payload: pullRequestPayload({ ...facts, ...over }) };
    expect(starts(run, event)).toBe(isJudged);
    expect(groupOf(run, event)).toBe(`formative-run-7-${isJudged ? 'judged' : 'RUN'}`);
  });

  it.each([
    ['success', true],
    ['cancelled', true],
    ['skipped', false],
  ])('are reported one after another, but for those that were %s', (conclusion, isJudged) => {
    const ended = { id: 1, conclusion, headSha: facts.head.sha, headBranch: 'topic', fork: 'mallory' };
    const event = { name: 'workflow_run', payload: workflowRunPayload('acme/tools', ended) };
    expect(starts(report, event)).toBe(isJudged);
    expect(groupOf(report, event)).toBe(`formative-report-mallory/tools-topic-branch-${isJudged ? 'judged' : 'RUN'}`);
  });
});

describe('a run by hand', () => {
  const run = read(`${SHIPPED}/formative-run.yml`);
  const report = read(`${SHIPPED}/formative-report.yml`);
  const given = (pr: string) => ({
    name: 'workflow_dispatch',
    payload: dispatchPayload('acme/tools', 'refs/heads/main', pr),
  });

  it('says the number that it was given in its title, and nothing else has that title', () => {
    expect(titleOf(run, given('7'))).toBe('Formative run for pull request 7');
    expect(titleOf(run, given(''))).toBe('');
    const push = { ...{ repository: 'acme/tools', number: 7 }, ...SIDES };
    expect(titleOf(run, { name: 'pull_request', payload: pullRequestPayload(push) })).toBe('');
  });

  it('takes the place of a run of the same pull request, and waits for no report of another', () => {
    expect(groupOf(run, given('7'))).toBe('formative-run-7-judged');
    expect(groupOf(run, given(''))).toBe('formative-run-refs/heads/main-judged');
    const ended = { id: 1, event: 'workflow_dispatch', headSha: 'a'.repeat(40), headBranch: 'main' };
    const titled = (title: string) => workflowRunPayload('acme/tools', { ...ended, title });
    const groups = ['7', '8'].map((pr) =>
      groupOf(report, { name: 'workflow_run', payload: titled(titleOf(run, given(pr))) }),
    );
    expect(new Set(groups).size).toBe(2);
  });

  it('checks out the merge of the pull request that it was given', () => {
    const refs = ['7', ''].map((pr) => valueOf(stepsOf(run)[0]?.with?.['ref'], given(pr)));
    expect(refs).toEqual(['refs/pull/7/merge', '']);
  });
});

const SIDES = { base: { ref: 'main', sha: 'a'.repeat(40) }, head: { ref: 'topic', sha: 'b'.repeat(40) } };

describe('the workflow of the default branch', () => {
  const text = read(`${SHIPPED}/formative-baseline.yml`);

  it('starts on nothing of a pull request, and may only read', () => {
    expect(Object.keys(parse(text).on as object)).toEqual(['push', 'workflow_dispatch']);
    expect(Object.values(parse(text).jobs).map((job) => job.permissions)).toEqual([{ contents: 'read' }]);
  });

  it('saves what the other two restore', () => {
    const [restored, saved] = cachesIn(text);
    expect(restored).toEqual(HISTORY);
    expect(saved).toMatchObject({ uses: 'actions/cache/save', path: '.formative' });
    expect(saved?.['key']).toMatch(/^formative-history-\$\{\{ github.run_id \}\}/);
    const ours = ['run', 'report', 'baseline'].flatMap((mode) => stepsOf(read(`${SHIPPED}/formative-${mode}.yml`)));
    const places = ours.filter(({ uses = '' }) => isOurs(uses)).map((step) => step.with?.['history']);
    expect(places).toEqual(Array.from({ length: 3 }, () => '.formative/history.jsonl'));
  });

  it.each(['report', 'baseline'])('and %s name the permission that a judge needs', (mode) => {
    expect(read(`${SHIPPED}/formative-${mode}.yml`)).toMatch(/^ +# models: read$/m);
  });
});

/** Every use of a cache, with what it is given. */
function cachesIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  const steps = stepsOf(text).filter(({ uses = '' }) => uses.startsWith('actions/cache'));
  return steps.map(({ uses = '', with: given }) => ({ uses: uses.split('@')[0], ...given }));
}

/** What base did before, to be read and not to be saved. */
const HISTORY = {
  uses: 'actions/cache/restore',
  path: '.formative',
  key: 'formative-history-none',
  'restore-keys': 'formative-history-',
};

/** `owner/formative@…`: the reader's own pin. */
function isOurs(uses: string): boolean {
  return /^[^/]+\/formative@/.test(uses);
}

describe('the checks', () => {
  const sound = workflows[0]?.[1] ?? '';

  it('see a job without a runner', () => {
    expect(checks.workflow(sound.replace(/^ +runs-on:.*\n/m, ''))).not.toEqual([]);
  });

  it('see text of a comment in a shell', () => {
    const shell = sound.replace(/run: .*$/m, 'run: echo "${{ github.event.comment.body }}"');
    expect(checks.workflow(shell)).toEqual([expect.stringContaining('untrusted')]);
  });
});
