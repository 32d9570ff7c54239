import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import type { ActionRun } from '../support/action-run.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { workflowToken } from '../support/github/world.js';
import { OneJob } from '../support/one-job.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(180_000);

const BASE = {
  'say.sh': 'echo hello',
  'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
  'evals/_formative.yml': 'sandbox: off\nhand-back: { mention: "@codex", attempts: 2 }\n',
};
const BY_AN_AGENT = 'Say it otherwise\n\nCo-authored-by: Codex <noreply@openai.com>';

let github: StandIn;
const pulls: OneJob[] = [];

beforeEach(async () => {
  github = await startGithub({
    tokens: { writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }) },
  });
});
afterEach(async () => {
  await github.close();
  await Promise.all(pulls.splice(0).map((pull) => pull.close()));
});
afterAll(removeTemporaries);

async function opened(message: string) {
  const pull = await OneJob.open(github, { base: BASE, head: { 'say.sh': 'echo 1' }, message });
  pulls.push(pull);
  return {
    number: pull.number,
    push: (text: string): void => {
      pull.push({ 'say.sh': text });
    },
    judge: (): Promise<ActionRun> => pull.judge(),
    said: async (): Promise<{ report: string; asked: readonly string[] }> => {
      const [report, ...asked] = await pull.comments();
      return { report: report ?? '', asked: asked.map((body) => /Attempt \d of \d/.exec(body)?.[0] ?? body) };
    },
  };
}

it('hands a break back to the agent once for a push, and asks a maintainer when its attempts are spent', async () => {
  const pull = await opened(BY_AN_AGENT);
  expect((await pull.judge()).code).toBe(1);
  const [report, ask] = await github.comments(pull.number);
  expect(ask?.body).toContain(
    `@codex: this push broke something that worked. The [\`report\`](${report?.html_url ?? ''})`,
  );
  expect(report?.body).toContain('Handed back to the agent: attempt 1 of 2.');

  await pull.judge();
  expect((await pull.said()).asked).toEqual(['Attempt 1 of 2']);

  pull.push('echo 2');
  await pull.judge();
  expect((await pull.said()).asked).toEqual(['Attempt 1 of 2', 'Attempt 2 of 2']);

  pull.push('echo 3');
  await pull.judge();
  const { report: last, asked } = await pull.said();
  expect(asked).toHaveLength(2);
  expect(last).toContain('Next: a maintainer looks into it. The agent was asked 2 times, and it is still broken.');

  pull.push('echo hello');
  expect((await pull.judge()).code).toBe(0);
  expect((await pull.said()).report).not.toContain('The agent was asked');
});

it('asks nobody about what no agent made', async () => {
  const pull = await opened('Say it otherwise');
  expect((await pull.judge()).code).toBe(1);
  expect((await pull.said()).asked).toEqual([]);
});
