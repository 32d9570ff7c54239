import { readFileSync } from 'node:fs';

import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';

import { startGithub, type StandIn } from '../support/github/github.js';
import { workflowToken } from '../support/github/world.js';
import { OneJob } from '../support/one-job.js';
import { removeTemporaries } from '../support/temporary-repository.js';

jest.setTimeout(180_000);

const GENERATOR = `const { createHash } = require('node:crypto');
for (let at = 0; at < 3; at += 1) {
  const number = createHash('sha256').update(process.env.FORMATIVE_SEED + at).digest().readUInt32BE();
  console.log(JSON.stringify({ args: [String(number)], stdout: String(number * 2) + '\\n' }));
}
`;
const GOOD = 'console.log(process.argv[2] * 2);\n';
const WRONG = "console.log('guess');\n";
/** Knows the published input by heart. */
const TAUGHT = "console.log({ 21: 42 }[process.argv[2]] ?? 'guess');\n";
const BASE = {
  'double.js': GOOD,
  'say.sh': 'echo hello',
  'evals/_gen.js': GENERATOR,
  'evals/_formative.yml': 'sandbox: off\nbudget: { minutes: 5 }\n',
  'evals/double.yml':
    'run: [node, double.js]\ncases: { one: { args: ["21"], stdout: "42\\n" } }\ngenerate: { run: [node, evals/_gen.js], count: 3 }\n',
  'evals/say.yml': 'run: [sh, say.sh]\ncases: { hi: { stdout: "hello\\n" } }\n',
};

let github: StandIn;
let pull: OneJob;

beforeEach(async () => {
  github = await startGithub({
    tokens: { writes: workflowToken({ contents: 'read', checks: 'write', pull_requests: 'write' }) },
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
  pull = await OneJob.open(github, { base: BASE, head: { 'double.js': WRONG } });
  const first = pull.head;
  await pull.judge();
  expect((await said()).lines).toEqual([]);

  pull.push({ 'double.js': TAUGHT, 'say.sh': 'echo bye' });
  const second = pull.head;
  const { outputs } = await pull.judge();
  const lines = [
    `Push 2: \`double/one\` works again; \`say/hi\` is newly broken; \`double/(generated)\` is broken since push 1 (${first}).`,
    '`double/one` works, but 3 of 3 fresh inputs of `double` do not: the case was mended, not the idea.',
  ];
  expect((await said()).lines).toEqual(lines);
  expect((await said()).report).toContain('What was tried so far did not mend `double/(generated)`');
  expect(JSON.parse(readFileSync(outputs['result-path'] ?? '', 'utf8'))).toMatchObject({
    progress: { push: 2, before: first, fixed: ['double/one'], newlyBroken: ['say/hi'] },
  });

  await pull.judge();
  expect((await said()).lines).toEqual(lines);

  pull.push({ 'double.js': GOOD, 'say.sh': 'echo ciao' });
  await pull.judge();
  expect((await said()).lines).toEqual([
    `Push 3: \`double/(generated)\` works again; \`say/hi\` is broken since push 2 (${second}).`,
    'The mend of `double/(generated)` holds on 3 fresh inputs too.',
  ]);
  expect(github.violations()).toEqual([]);
});

it('says nothing of pushes where what our comment keeps of them was spoilt, and judges as before', async () => {
  pull = await OneJob.open(github, { base: BASE, head: { 'say.sh': 'echo bye' } });
  await pull.judge();
  const [comment] = await github.comments(pull.number);
  await github.rewrite(comment?.id ?? 0, (comment?.body ?? '').replace('"count":1', '"count":-1'));
  pull.push({ 'say.sh': 'echo ciao' });
  expect((await pull.judge()).code).toBe(1);
  expect((await said()).lines).toEqual([]);
});
