import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { removeRun } from '../support/action-run.js';
import { pullRequest } from '../support/cli.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { WORKFLOW_ID, WORKFLOW_PATH } from '../support/github/payloads.js';
import { workflowToken } from '../support/github/world.js';
import { removeTemporaries, type TemporaryRepository } from '../support/temporary-repository.js';
import { archiveOf, ended, HISTORY, RECORD, TwoStages } from '../support/two-stages.js';
import { zip } from '../support/zip.js';

jest.setTimeout(240_000);

const POLICY = { 'evals/_formative.yml': 'sandbox: off\n', [WORKFLOW_PATH]: 'name: Formative run\n' };
const SAYS = {
  'say.sh': 'echo hello',
  'evals/say.yml': 'title: Says hello\nrun: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};
const PEAK = 'peak: { from: peak-memory, better: lower, allow: 25% }';
const BREAKS = { 'say.sh': 'echo goodbye' };
const HARMLESS = { 'note.md': 'x' };

let github: StandIn;
const opened: TwoStages[] = [];

beforeEach(async () => {
  github = await startGithub({
    people: ['mallory'],
    tokens: {
      writes: workflowToken({ actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' }),
      reads: workflowToken({ contents: 'read' }),
    },
  });
});

afterEach(async () => {
  await github.close();
  await Promise.all(opened.splice(0).flatMap(({ runs }) => runs.map(removeRun)));
});

afterAll(removeTemporaries);

async function open(head: Readonly<Record<string, string>>, fork?: string): Promise<TwoStages> {
  const stages = await TwoStages.open(github, pullRequest({ ...POLICY, ...SAYS }, head), {
    ...(fork !== undefined && { fork }),
  });
  opened.push(stages);
  return stages;
}

const records = new Map<object, { readonly repository: TemporaryRepository; readonly lines: readonly string[] }>();

/** A run that has ended, with the lines of its record: made once of a head, for tests that are about what comes of it. */
async function recorded(head: Readonly<Record<string, string>>) {
  const known = records.get(head);
  const repository = known?.repository ?? pullRequest({ ...POLICY, ...SAYS }, head);
  const stages = await TwoStages.open(github, repository);
  opened.push(stages);
  if (known !== undefined) stages.ran();
  const lines = known?.lines ?? (await stages.record());
  records.set(head, { repository, lines });
  return { stages, lines };
}

async function answer({ head, number }: TwoStages) {
  const [check] = await github.checks(head);
  const [comment] = await github.comments(number);
  return {
    conclusion: check?.conclusion,
    text: `${check?.output.summary ?? ''}${check?.output.text ?? ''}`,
    comment: comment?.body,
  };
}

it('keeps the verdict in the summary and the outputs where GitHub cannot be asked any more', async () => {
  const stages = await open(BREAKS);
  stages.upload(archiveOf(await stages.record()));
  github.fail({ method: 'GET', path: '/actions/runs?', status: 403, times: 9 });
  const report = await stages.report();
  expect([report.code, report.outputs['verdict'], report.outputs['broke']]).toEqual([1, 'broke', '["say/hi"]']);
  expect(report.summary).toContain('say/hi');
  expect(await github.checks(stages.head)).toEqual([]);
});

describe('two stages', () => {
  it.each([
    ['a break', BREAKS, 'failure'],
    ['no break', HARMLESS, 'success'],
  ])('say of %s what one job says, word for word', async (_, head, conclusion) => {
    const apart = await open(head, 'mallory');
    apart.upload(archiveOf(await apart.record()));
    expect((await answer(apart)).conclusion).toBeUndefined();
    const report = await apart.report({ fork: 'mallory' });
    expect([report.code, report.stdout.includes('::error')]).toEqual([0, false]);
    const said = await answer(apart);
    expect(said.conclusion).toBe(conclusion);

    const together = await open(head);
    await together.record('all');
    const neutral = (body: string | undefined, { head: sha, base, number }: TwoStages): string =>
      (body ?? '')
        .replace(/ note=\S+/, '')
        .replace(/\b[0-9a-f]{7,40}\b/g, (one) => (sha.startsWith(one) ? 'HEAD' : base.startsWith(one) ? 'BASE' : one))
        .replaceAll(`pull/${number}`, 'pull/N')
        .replace(/ in \d+ s,/, ' in N s,');
    expect(said.comment).toContain('Head [');
    expect(neutral(said.comment, apart)).toBe(neutral((await answer(together)).comment, together));
  });

  it('agree on what breaks only when head and base are merged', async () => {
    const name = { 'name.sh': 'NAME=old', 'say.sh': '. ./name.sh; echo hello' };
    const repository = pullRequest(
      { ...POLICY, ...SAYS, ...name },
      { 'say.sh': '. ./name.sh; [ "$NAME" = old ] && echo hello' },
    );
    repository.git('switch', '-q', 'main');
    const base = repository.commit('rename', { 'name.sh': 'NAME=new' });
    const stages = await TwoStages.open(github, repository);
    opened.push(stages);
    stages.upload(archiveOf(await stages.record()));
    await stages.report();
    const { conclusion, comment } = await answer(stages);
    expect(conclusion).toBe('failure');
    expect(comment).toContain('It breaks only when merged with base:');
    expect(comment).toContain(`git merge --no-edit ${base.slice(0, 12)}`);
  });

  it('agree on numbers that were measured and on numbers that were printed', async () => {
    const holds = (megabytes: number): string =>
      `const held = Buffer.alloc(${megabytes} << 20, 1); setTimeout(() => console.log(held.length), 60);`;
    const metrics = ['held: { from: { stdout: $ }, better: lower, allow: 1%, unit: bytes }'];
    const evals = ['run: [node, hold.cjs]', 'metrics:', ...[...metrics, PEAK].map((line) => `  ${line}`), ''].join(
      '\n',
    );
    const repository = pullRequest(
      { ...POLICY, 'evals/hold.yml': evals, 'hold.cjs': holds(20) },
      { 'hold.cjs': holds(200) },
    );
    const stages = await TwoStages.open(github, repository);
    opened.push(stages);
    const lines = await stages.record();
    expect(lines.filter((line) => line.includes('"peakMemory":')).length).toBeGreaterThanOrEqual(4);
    stages.upload(archiveOf(lines));
    await stages.report();
    const { conclusion, comment } = await answer(stages);
    expect(conclusion).toBe('failure');
    expect(comment).toContain('| `hold/run:held` | `20,971,520 bytes` | `209,715,200 bytes`: 10 times as much |');
    expect(comment).toMatch(
      /\| `hold\/run:peak` \| `[\d.]+ MB`, the middle of \d+ \| `[\d.]+ MB`, the middle of \d+: [\d.]+ times as much, worse in (\d+) of \1 pairs \|/,
    );
  });

  it('give the token to GitHub alone, and post nothing while the code runs', async () => {
    const stages = await open(BREAKS);
    stages.upload(archiveOf(await stages.record()));
    expect(github.calls).toEqual([]);
    await stages.report();
    const signed = github.calls.filter(({ path }) => path.includes('/signed/'));
    expect(signed.map(({ token }) => token)).toEqual([undefined]);
  });
});

describe('what base did before', () => {
  it('is kept by pushes to the default branch, and known to both halves of judging a pull request', async () => {
    const env = { INPUT_HISTORY: HISTORY };
    const stages = await TwoStages.open(github, pullRequest({ ...POLICY, ...SAYS }, BREAKS), { env });
    opened.push(stages);
    const first = await stages.pushed();
    expect([first.code, first.stdout]).toEqual([
      0,
      expect.stringMatching(/Cases run on \w{10}: 1, of which failed: 0\./),
    ]);
    await stages.pushed();
    const kept = readFileSync(join(stages.repository.root, HISTORY), 'utf8');
    expect(kept.trim().split('\n')).toHaveLength(2);

    const lines = await stages.record();
    stages.upload(archiveOf(lines));
    await stages.report();
    expect(lines[0]).toContain('"history":{"machine":"linux');
    expect(readFileSync(join(stages.repository.root, HISTORY), 'utf8')).toBe(kept);
    expect((await answer(stages)).comment).toContain('(`main`: 2 of 2)');
  });

  it('is of the default branch alone, and needs a place', async () => {
    const stages = await open(BREAKS);
    const nowhere = await stages.pushed({});
    expect([nowhere.code, nowhere.stdout.includes('nowhere to keep')]).toEqual([1, true]);
    const wrong = await stages.record('baseline');
    expect(wrong).toEqual([]);
    expect(stages.runs.at(-1)?.stdout).toContain('this run is of something else');
    expect(existsSync(join(stages.repository.root, HISTORY))).toBe(false);
  });
});

describe('a record that its author would like to be believed', () => {
  it('does not turn a break green, whatever it says besides', async () => {
    const { stages, lines } = await recorded(BREAKS);
    const more = lines
      .filter((line) => line.includes('"kind":"trial"'))
      .map((line) => line.replace('"index":0', '"index":7'));
    stages.upload(archiveOf(ended([...lines, ...more])));
    await stages.report();
    expect((await answer(stages)).conclusion).toBe('failure');
  });

  it.each([
    ['another pull request', (line: string) => line.replace('{"kind":"record"', '{"kind":"record","pullRequest":1')],
    ['a verdict', (line: string) => line.replace('{"kind":"trial"', '{"kind":"trial","verdict":"nothing-broke"')],
    ['no number', (line: string) => line.replace(/"duration":[\d.e-]+/, '"duration":NaN')],
  ])('is refused for %s', async (_, change) => {
    const { stages, lines } = await recorded(HARMLESS);
    stages.upload(archiveOf(lines.map(change)));
    await stages.report();
    const { conclusion, text } = await answer(stages);
    expect([conclusion, text.includes('refused')]).toEqual(['failure', true]);
  });

  it('is refused as an archive of anything but one plain file, and nothing of it is run or written', async () => {
    const bytes = Buffer.from('touch pwned\n');
    const archives = {
      'wrong-name': zip([{ name: '../../package.json', bytes }]),
      'not-a-file': zip([{ name: RECORD, bytes: Buffer.from('/etc/passwd'), mode: 0o120777 }]),
      'several-entries': zip([
        { name: RECORD, bytes },
        { name: '.npmrc', bytes },
      ]),
      'too-large': zip([{ name: RECORD, bytes: Buffer.alloc(200 * 1024 * 1024) }]),
      'not-a-zip': archiveOf(['x']).subarray(0, 40),
      'not-json': zip([{ name: RECORD, bytes }]),
    };
    for (const [refusal, archive] of Object.entries(archives)) {
      const stages = await open(HARMLESS);
      stages.ran();
      stages.upload(archive);
      await stages.report();
      const { conclusion, text } = await answer(stages);
      expect([refusal, conclusion, text.includes(`(${refusal})`)]).toEqual([refusal, 'failure', true]);
      expect(existsSync(join(stages.repository.root, 'pwned'))).toBe(false);
    }
  });

  it('fails when it is not there, or there more than once', async () => {
    const { stages, lines } = await recorded(HARMLESS);
    await stages.report();
    expect((await answer(stages)).text).toContain('(no-artifact)');
    stages.upload(archiveOf(lines));
    stages.upload(archiveOf(lines));
    await stages.report();
    expect((await answer(stages)).text).toContain('(several-artifacts)');
  });
});

describe('a run that is no evidence', () => {
  it('asks for a maintainer when the pull request changes the workflow that judges it', async () => {
    const stages = await open({ '.github/workflows/formative-run.yml': 'on: pull_request\n' });
    stages.upload(archiveOf(await stages.record()));
    await stages.report();
    const { conclusion, text } = await answer(stages);
    expect([conclusion, text.includes('.github/workflows/formative-run.yml')]).toEqual(['action_required', true]);
  });

  it.each(['failure', 'cancelled', 'timed_out', 'skipped'])('fails when it ended as %s', async (conclusion) => {
    const { stages, lines } = await recorded(HARMLESS);
    stages.upload(archiveOf(lines));
    await stages.report({ conclusion });
    const said = await answer(stages);
    expect([said.conclusion, said.text.includes(conclusion)]).toEqual(['failure', true]);
  });

  it('leaves the new head alone once there is one', async () => {
    const { stages, lines } = await recorded(BREAKS);
    stages.upload(archiveOf(lines));
    const newer = 'e'.repeat(40);
    github.push(stages.number, newer);
    const report = await stages.report();
    expect([report.code, await github.checks(newer), await github.comments(stages.number)]).toEqual([0, [], []]);
    expect((await answer(stages)).conclusion).toBe('cancelled');
  });

  it('says nothing when a newer run is about the same commit', async () => {
    const { stages, lines } = await recorded(BREAKS);
    stages.upload(archiveOf(lines));
    github.ran({
      workflow_id: WORKFLOW_ID,
      run_number: 2,
      run_attempt: 1,
      event: 'pull_request',
      head_sha: stages.head,
      status: 'in_progress',
    });
    await stages.report();
    expect((await answer(stages)).conclusion).toBeUndefined();
  });

  it('is not looked at when somebody pushed it', async () => {
    const stages = await open(BREAKS);
    stages.ran();
    const report = await stages.report({ event: 'push' });
    expect([report.code, report.stdout.includes('started by push')]).toEqual([1, true]);
  });
});
