import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { removeRun } from '../support/action-run.js';
import { pullRequest } from '../support/cli.js';
import { startGithub, type StandIn } from '../support/github/github.js';
import { WORKFLOW_PATH } from '../support/github/payloads.js';
import { workflowToken } from '../support/github/world.js';
import { OneJob } from '../support/one-job.js';
import { removeTemporaries } from '../support/temporary-repository.js';
import { archiveOf, TwoStages } from '../support/two-stages.js';

jest.setTimeout(180_000);

const GENERATOR = `const { createHash } = require('node:crypto');
for (let at = 0; at < 3; at += 1) {
  const number = createHash('sha256').update(process.env.FORMATIVE_SEED + at).digest().readUInt16BE();
  console.log(JSON.stringify({ args: [String(number)], stdout: String(number * 2) + '\\n' }));
}
`;
const GOOD = 'echo $(($1 * 2))\n';
const WRONG = 'echo guess\n';
/** Knows the published input by heart. */
const TAUGHT = 'case $1 in 21) echo 42 ;; *) echo guess ;; esac\n';
const BASE = {
  'double.sh': GOOD,
  'say.sh': 'echo hello',
  'evals/_gen.js': GENERATOR,
  'evals/_formative.yml': 'sandbox: off\nbudget: { minutes: 5 }\n',
  'evals/double.yml':
    'run: [sh, double.sh]\ncases: { one: { args: ["21"], stdout: "42\\n" } }\ngenerate: { run: [node, evals/_gen.js], count: 3 }\n',
  'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};

let github: StandIn;
let pull: { comments(): Promise<readonly string[]>; close(): Promise<void> };

beforeEach(async () => {
  github = await startGithub({
    tokens: {
      writes: workflowToken({ actions: 'read', contents: 'read', checks: 'write', pull_requests: 'write' }),
      reads: workflowToken({ contents: 'read' }),
    },
  });
});
afterEach(async () => {
  await pull.close();
  await github.close();
});
afterAll(removeTemporaries);

async function said(): Promise<{ report: string; lines: readonly string[] }> {
  const [report = '', ...more] = await pull.comments();
  expect(more).toEqual([]);
  const lines = report.split('\n').filter((line) => /^Push \d+: |^The mend of|the case was mended/.test(line));
  return { report, lines: lines.map((line) => line.replaceAll(/\[`[0-9a-f]{7}`\]\(\S+\/commit\/(\w+)\)/g, '$1')) };
}

it('tells over three pushes what was mended, what broke, and whether the idea was mended or the case', async () => {
  const job = await OneJob.open(github, { base: BASE, head: { 'double.sh': WRONG } });
  pull = job;
  const first = job.head;
  await job.judge();
  expect((await said()).lines).toEqual([]);

  job.push({ 'double.sh': TAUGHT, 'say.sh': 'echo bye' });
  const second = job.head;
  const { outputs } = await job.judge();
  const lines = [
    `Push 2: \`double/one\` works again; \`say/hi\` is newly broken; \`double/(generated)\` is broken since push 1 (${first}).`,
    '`double/one` works, but 3 of 3 fresh inputs of `double` do not: the case was mended, not the idea.',
  ];
  expect((await said()).lines).toEqual(lines);
  expect((await said()).report).toContain('What was tried so far did not mend `double/(generated)`');
  expect(JSON.parse(readFileSync(outputs['result-path'] ?? '', 'utf8'))).toMatchObject({
    progress: { push: 2, before: first, fixed: ['double/one'], newlyBroken: ['say/hi'] },
  });

  await job.judge();
  expect((await said()).lines).toEqual(lines);

  job.push({ 'double.sh': GOOD, 'say.sh': 'echo ciao' });
  await job.judge();
  expect((await said()).lines).toEqual([
    `Push 3: \`double/(generated)\` works again; \`say/hi\` is broken since push 2 (${second}).`,
    'The mend of `double/(generated)` holds on 3 fresh inputs too.',
  ]);
  expect(github.violations()).toEqual([]);
});

it('is told by the half that judges, from what the half that runs recorded', async () => {
  const files = { ...BASE, [WORKFLOW_PATH]: 'name: Formative run\n' };
  const stages = await TwoStages.open(github, pullRequest(files, { 'double.sh': WRONG }), { fork: 'mallory' });
  pull = {
    comments: async () => (await github.comments(stages.number)).map(({ body }) => body),
    close: async () => {
      await Promise.all(stages.runs.map(removeRun));
    },
  };
  const first = stages.head;
  stages.upload(archiveOf(await stages.record()));
  await stages.report({ fork: 'mallory' });
  stages.push({ 'double.sh': TAUGHT });
  stages.upload(archiveOf(await stages.record()));
  await stages.report({ fork: 'mallory' });
  expect((await said()).lines).toEqual([
    `Push 2: \`double/one\` works again; \`double/(generated)\` is broken since push 1 (${first}).`,
    '`double/one` works, but 3 of 3 fresh inputs of `double` do not: the case was mended, not the idea.',
  ]);
});
