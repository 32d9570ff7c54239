import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, expect, it, jest } from '@jest/globals';

import { startGithub } from '../support/github/github.js';
import { workflowToken } from '../support/github/world.js';
import { OneJob } from '../support/one-job.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const BASE = {
  'say.sh': 'echo hello',
  'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
  'evals/_formative.yml': 'sandbox: off\n',
};

it('says in the title at once that a push is being judged, and takes it back where the job is cancelled', async () => {
  const tokens = { writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }) };
  const github = await startGithub({ tokens });
  const pull = await OneJob.open(github, { base: BASE, head: { 'say.sh': 'echo bye' } });
  const title = async (): Promise<string | undefined> => (await pull.comments())[0]?.split('\n')[1];
  const until = async (words: string): Promise<void> => {
    while ((await title())?.includes(words) !== true) await delay(50);
  };
  try {
    await pull.judge();
    const answer = (await title())?.slice(4) ?? '';
    expect(answer).toContain('No longer works');

    pull.push({ 'say.sh': 'sleep 600' });
    const short = `\`${pull.head.slice(0, 7)}\``;
    const cut = await pull.judge({ cancelled: until(`Judging ${short} now. Before: ${answer}`) });
    expect([cut.code, await title()]).toEqual([130, `### Judging ${short} now. Before: ${answer}`]);
    expect((await pull.afterwards(cut)).code).toBe(0);
    expect(await title()).toBe(`### The run of ${short} ended without an answer. Before: ${answer}`);

    pull.push({ 'say.sh': 'echo hello' });
    const good = await pull.judge();
    expect([good.code, await title()]).toEqual([0, '### ✅ Nothing broke that the evals check']);
    const calls = github.calls.length;
    expect([(await pull.afterwards(good)).code, github.calls.length]).toEqual([0, calls]);
    await pull.afterwards(cut);
    expect(await title()).toBe('### ✅ Nothing broke that the evals check');
    expect(github.violations()).toEqual([]);
  } finally {
    await pull.close();
    await github.close();
  }
});

it('leaves a check that stands there alone once the job has ended, and a definite one where none does', async () => {
  const tokens = { writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }) };
  const github = await startGithub({ tokens });
  const pull = await OneJob.open(github, { base: BASE, head: { 'x.md': 'new' } });
  const conclusions = async (): Promise<unknown> => (await github.checks(pull.head)).map((one) => one.conclusion);
  try {
    const good = await pull.judge();
    expect(await conclusions()).toEqual(['success']);
    const waiting = (): string => JSON.stringify({ name: 'formative', headSha: pull.head, baseSha: 'b'.repeat(40) });
    await pull.afterwards({ ...good, state: { ...good.state, waiting: waiting() } });
    expect(await conclusions()).toEqual(['success']);

    pull.push({ 'x.md': 'newer' });
    await pull.afterwards({ ...good, state: { ...good.state, waiting: waiting() } });
    expect(await conclusions()).toEqual(['cancelled']);
  } finally {
    await pull.close();
    await github.close();
  }
});
