import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { formative, judged, pullRequest } from '../support/cli.js';
import { removeTemporaries, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const GENERATOR = `const { createHash } = require('node:crypto');
for (let at = 0; at < 5; at += 1) {
  const number = createHash('sha256').update(process.env.FORMATIVE_SEED + at).digest().readUInt32BE();
  const property = 'doubling gives twice the input';
  console.log(JSON.stringify({ args: [String(number)], stdout: String(number * 2) + '\\n', property }));
}
`;
const GOOD = 'console.log(process.argv[2] * 2);\n';
/** Knows the published inputs by heart. */
const TAUGHT = "console.log({ 1: 2, 21: 42 }[process.argv[2]] ?? 'guess');\n";
const PUBLISHED = 'cases: { one: { args: ["1"], stdout: "2\\n" }, many: { args: ["21"], stdout: "42\\n" } }\n';
const evalFile = (more = ''): string =>
  `area: arithmetic\nrun: [node, double.js]\n${PUBLISHED}generate: { run: [node, evals/_gen.js], count: 5${more} }\n`;
const base = (file: string) => ({ 'double.js': GOOD, 'evals/_gen.js': GENERATOR, 'evals/double.yml': file });

describe('a change that learned the published inputs by heart', () => {
  it('passes them, and fails the fresh ones; what is told to reproduce it does', async () => {
    const repository = pullRequest(base(evalFile()), { 'double.js': TAUGHT });
    const run = await judged(repository.root);
    const fresh = [1, 2, 3, 4, 5].map((number) => [`double/g${number}`, 'broke']);
    expect([run.code, run.changes]).toEqual([
      1,
      { 'double/one': 'passes', 'double/many': 'passes', ...Object.fromEntries(fresh) },
    ]);
    const lines = run.case('double/g1').reproduce ?? '';
    expect(execFileSync('sh', ['-ec', lines], { cwd: repository.root, encoding: 'utf8' })).toBe('guess\n');
    const again = await judged(repository.root, '--seed', run.result.seed ?? '', '--only', 'double/g1');
    expect(again.case('double/g1').input).toEqual(run.case('double/g1').input);
    expect((await judged(repository.root)).case('double/g1').input).not.toEqual(run.case('double/g1').input);
  });

  it('learns nothing from any report where they are hidden', async () => {
    const repository = pullRequest(base(evalFile(', hidden: true')), { 'double.js': TAUGHT });
    const file = (name: string): string => join(temporaryFolder(), name);
    const [html, markdown, junit] = [file('a.html'), file('a.md'), file('a.xml')];
    const run = await judged(repository.root, '--html', html, '--markdown', markdown, '--junit', junit);
    const seed = run.result.seed ?? '';
    const drawn = execFileSync('node', ['evals/_gen.js'], {
      cwd: repository.root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], FORMATIVE_SEED: seed },
    });
    const inputs = [...drawn.matchAll(/"args":\["(\d+)"\]/g)].map(([, number = '']) => number);
    const texts = [html, markdown, junit].map((path) => execFileSync('cat', [path], { encoding: 'utf8' }));
    const all = [...texts, run.stdout, run.stderr, JSON.stringify(run.result)];
    expect([run.code, inputs.length]).toEqual([1, 5]);
    for (const text of all) {
      for (const input of inputs) expect(text).not.toContain(input);
    }
    for (const text of [...texts, run.stdout]) expect(text).toContain('doubling gives twice the input');
  });
});

describe('an eval that would not notice', () => {
  const PATCH =
    'diff --git a/double.js b/double.js\n--- a/double.js\n+++ b/double.js\n@@ -1 +1 @@\n-console.log(process.argv[2] * 2);\n+console.log(process.argv[2] * 3);\n';
  const play = (cases: string) =>
    judged(
      pullRequest(
        {
          'double.js': GOOD,
          'evals/_triple.patch': PATCH,
          'evals/double.yml': `run: [node, double.js]\nmust-fail: { patch: _triple.patch }\n${cases}`,
        },
        { x: 'y' },
      ).root,
    );

  it('is named, and does not count', async () => {
    const run = await play('cases: { zero: { args: ["0"], stdout: "0\\n" } }\n');
    expect([run.code, run.changes]).toEqual([2, { 'double/zero': 'unmeasured' }]);
    expect(run.stdout).toContain('Without teeth');
    expect(run.stdout).toContain('_triple.patch');
  });

  it('is believed once it has teeth', async () => {
    const run = await play(PUBLISHED);
    expect([run.code, run.changes, run.result.budget.controls]).toMatchObject([0, { 'double/one': 'passes' }, 2]);
  });

  it('is a mistake where its patch is none', async () => {
    const { root } = pullRequest(
      { 'evals/a.yml': 'run: [x]\nmust-fail: { patch: _a.patch }\n', 'evals/_a.patch': 'no\n' },
      { x: 'y' },
    );
    const { code, stderr } = await formative(root, 'validate');
    expect([code, stderr]).toEqual([2, expect.stringContaining('evals/_a.patch:1:1: the patch changes nothing')]);
  });
});
