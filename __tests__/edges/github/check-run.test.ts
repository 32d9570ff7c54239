import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import {
  annotations,
  BASE,
  type Checking,
  linesOf,
  oneTo,
  openCommit,
  startForChecks,
} from '../../support/github/checking.js';
import type { StandIn } from '../../support/github/github.js';
import { callsFromNow } from '../../support/github/session.js';

let github: StandIn;
let on: Checking;

beforeAll(async () => {
  github = await startForChecks();
});

afterAll(() => github.close());

beforeEach(() => {
  on = openCommit(github);
});

describe('the check', () => {
  it('is created with everything it says', async () => {
    const posted = await on.post(on.draft({ text: 'All of it.', annotations: annotations(1) }));
    const [run, ...others] = await on.runs();
    expect(others).toEqual([]);
    expect(posted).toEqual({ kind: 'created', url: run?.html_url });
    expect(run).toMatchObject({
      name: 'formative',
      head_sha: on.head,
      status: 'completed',
      conclusion: 'success',
      external_id: `${BASE}..${on.head}`,
      app: { slug: 'github-actions' },
      output: { title: 'Nothing broke', summary: '12 cases work as before.', text: 'All of it.' },
      annotations: [
        {
          path: 'src/date.ts',
          start_line: 1,
          end_line: 1,
          annotation_level: 'failure',
          title: 'Breaks cli/dates/strict',
          message: 'line 1',
        },
      ],
    });
  });

  it.each([
    [0, 0],
    [50, 0],
    [51, 1],
    [120, 2],
  ])('shows all of %d annotations, with %d calls after the first', async (count, more) => {
    const calls = callsFromNow(github);
    await on.post(on.draft({ annotations: annotations(count) }));
    const [run] = await on.runs();
    expect(linesOf(run)).toEqual(oneTo(count));
    expect(calls().map((line) => line.split(' ')[0])).toEqual(['GET', 'POST', ...Array<string>(more).fill('PATCH')]);
  });

  it('cuts what GitHub would refuse, never in the middle of a character', async () => {
    await on.post(on.draft({ title: 'ü'.repeat(200), summary: '€'.repeat(40_000), text: '🎈'.repeat(40_000) }));
    const [run] = await on.runs();
    const { title = '', summary = '', text } = run?.output ?? {};
    expect(title).toBe(`${'ü'.repeat(126)}…`);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(65_530);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toMatch(/^€+…$/u);
    expect(text).toMatch(/^🎈+…$/u);
  });
});

describe('a rerun', () => {
  it('writes over its own run of the same base and head', async () => {
    await on.post(on.draft({ conclusion: 'action_required', title: 'Could not tell' }));
    expect(await on.post(on.draft())).toMatchObject({ kind: 'updated' });
    expect(await on.runs()).toMatchObject([{ conclusion: 'success', output: { title: 'Nothing broke' } }]);
  });

  it('says no annotation twice, and adds those that are new', async () => {
    await on.post(on.draft({ annotations: annotations(60) }));
    await on.post(on.draft({ annotations: annotations(130) }));
    const [run, ...others] = await on.runs();
    expect(others).toEqual([]);
    expect(linesOf(run)).toEqual(oneTo(130));
  });

  it('takes a new run when the old one shows what no longer holds', async () => {
    await on.post(on.draft({ conclusion: 'failure', annotations: annotations(2) }));
    expect(await on.post(on.draft({ annotations: annotations(1) }))).toMatchObject({ kind: 'created' });
    const runs = await on.runs();
    expect(runs.map((run) => [run.conclusion, run.annotations.length])).toEqual([
      ['failure', 2],
      ['success', 1],
    ]);
  });

  it('does not take the old run for the new one whose creation failed', async () => {
    await on.post(on.draft({ conclusion: 'failure', annotations: annotations(2) }));
    github.fail({ method: 'POST', path: '/check-runs', status: 502 });
    await on.post(on.draft());
    expect((await on.runs()).map((run) => run.conclusion)).toEqual(['failure', 'success']);
  });

  it('leaves runs of another base and of another app alone', async () => {
    await on.post(on.draft({ conclusion: 'failure' }), { token: 'app' });
    await on.post(on.draft({ conclusion: 'neutral' }), { base: 'c'.repeat(40) });
    await on.post(on.draft());
    expect((await on.runs()).map((run) => [run.app.slug, run.conclusion])).toEqual([
      ['acme-evals', 'failure'],
      ['github-actions', 'neutral'],
      ['github-actions', 'success'],
    ]);
  });
});
