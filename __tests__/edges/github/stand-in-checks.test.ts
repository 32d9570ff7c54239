import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { StandIn } from '../../support/github/github.js';
import { type Call, callTo, idOf, startWithRoles } from '../../support/github/plain-call.js';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const UNKNOWN = 'c'.repeat(40);

let github: StandIn;
let call: Call;

beforeAll(async () => {
  github = await startWithRoles();
  call = callTo(github);
  github.knows(BASE, HEAD);
});

afterAll(() => github.close());

const check = (over: object = {}): object => ({ name: 'formative', head_sha: HEAD, ...over });
const annotation = (line: number): object => ({
  path: 'src/date.ts',
  start_line: line,
  end_line: line,
  annotation_level: 'failure',
  message: 'here',
});
const annotations = (count: number): object[] => Array.from({ length: count }, (_, index) => annotation(index + 1));

describe('check runs', () => {
  it('need a commit that exists', async () => {
    const answer = await call('workflow', 'POST …/check-runs', check({ head_sha: UNKNOWN }));
    expect(answer).toMatchObject({ status: 422, body: { message: `No commit found for SHA: ${UNKNOWN}` } });
  });

  it('have to make sense to the description', async () => {
    expect((await call('workflow', 'POST …/check-runs', { head_sha: HEAD })).status).toBe(422);
    expect((await call('workflow', 'POST …/check-runs', check({ conclusion: 'broke' }))).status).toBe(422);
    expect((await call('workflow', 'POST …/check-runs', check({ status: 'completed' }))).status).toBe(422);
  });

  it('take 50 annotations a call, and append them', async () => {
    const output = { title: 'x', summary: 'x' };
    const many = check({ output: { ...output, annotations: annotations(51) } });
    expect((await call('workflow', 'POST …/check-runs', many)).status).toBe(422);
    const made = await call(
      'workflow',
      'POST …/check-runs',
      check({ output: { ...output, annotations: annotations(50) } }),
    );
    expect(made).toMatchObject({
      status: 201,
      body: { app: { slug: 'github-actions' }, output: { annotations_count: 50 } },
    });
    const path = `…/check-runs/${idOf(made)}`;
    const more = await call('workflow', `PATCH ${path}`, { output: { ...output, annotations: annotations(20) } });
    expect(more).toMatchObject({ status: 200, body: { output: { annotations_count: 70 } } });
    expect((await call('workflow', `GET ${path}/annotations?per_page=60&page=2`)).body).toHaveLength(10);
  });

  it('have 65,535 characters of text at most', async () => {
    const output = { title: 'x', summary: 'x'.repeat(65_536) };
    expect((await call('workflow', 'POST …/check-runs', check({ output }))).status).toBe(422);
  });

  it('are found by commit and name, the latest first or all', async () => {
    github.knows(UNKNOWN.replaceAll('c', 'e'));
    const sha = UNKNOWN.replaceAll('c', 'e');
    for (const name of ['formative', 'formative', 'lint'])
      await call('workflow', 'POST …/check-runs', check({ name, head_sha: sha }));
    expect((await call('workflow', `GET …/commits/${sha}/check-runs`)).body).toMatchObject({ total_count: 2 });
    const all = await call('workflow', `GET …/commits/${sha}/check-runs?filter=all&check_name=formative`);
    expect(all.body).toMatchObject({ total_count: 2, check_runs: [{ name: 'formative' }, { name: 'formative' }] });
  });
});
