import { readFileSync } from 'node:fs';

import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { load } from 'js-yaml';

import { loadEvals } from '../src/core/evals/load.js';
import { formative } from './support/cli.js';
import { removeTemporaries, TemporaryRepository } from './support/temporary-repository.js';

jest.setTimeout(60_000);
afterAll(removeTemporaries);

const README = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

function blocks(language: string, text = README): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, body = '']) => body);
}

/** YAML blocks that begin with the path of an eval file. */
const files = blocks('yaml').flatMap((body) => {
  const path = /^# (evals\/\S+\.yml)\n/.exec(body)?.[1];
  return path === undefined ? [] : [{ path, body }];
});

describe('every eval file of the README', () => {
  it('is read without a mistake', () => {
    expect(files.map(({ path }) => path)).toContain('evals/dates.yml');
    const bytes = files.map(({ path, body }) => ({
      path,
      mode: '100644',
      bytes: Buffer.from(body),
      size: body.length,
    }));
    expect(loadEvals(bytes, 'evals')).toMatchObject({ kind: 'loaded' });
  });
});

it('the first eval does what the README says', async () => {
  const repository = new TemporaryRepository();
  const program = `const text = process.argv[3] ?? require('fs').readFileSync(0, 'utf8').trim();
const [year, month, day] = text.split('-').map(Number);
if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) { console.error('invalid date'); process.exit(1); }
console.log(JSON.stringify({ year, month, day }));`;
  const first = files.filter(({ path }) => ['evals/_formative.yml', 'evals/dates.yml'].includes(path));
  repository.commit('base', { 'cli.js': program, ...Object.fromEntries(first.map(({ path, body }) => [path, body])) });
  repository.git('switch', '-q', '-c', 'topic');
  expect(await formative(repository.root, 'validate')).toMatchObject({
    code: 0,
    stdout: 'evals/: 1 eval, 3 cases, no mistakes\n',
  });
  expect(await formative(repository.root, 'run', '--sandbox', 'off')).toMatchObject({ code: 0 });
  repository.write('cli.js', program.replace("console.error('invalid date'); process.exit(1);", ''));
  const broken = await formative(repository.root, 'run', '--sandbox', 'off');
  expect([broken.code, broken.stdout.split('\n')[0]]).toEqual([
    1,
    '✗ No longer works: Rejects a day that is not in the calendar',
  ]);
});

/** Commands that a test, or .ci/run itself, runs. */
const RUN = [
  'npm ci',
  'npm run demo',
  'npm test',
  'npm run check',
  'node dist/cli.js validate',
  'node dist/cli.js run',
];

it.each(['README.md', 'CONTRIBUTING.md'])('%s shows only commands that are run by a test or by CI', (file) => {
  const lines = blocks('sh', readFileSync(file, 'utf8')).flatMap((body) => body.trim().split('\n'));
  expect(lines.filter((line) => !RUN.includes(line))).toEqual([]);
});

it.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names only scripts and files that exist', (file) => {
  const text = readFileSync(file, 'utf8');
  const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
  for (const path of links) expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
});

it('the policy of the README is read as it stands', () => {
  const policy = files.find(({ path }) => path === 'evals/_formative.yml');
  expect(load(policy?.body ?? '')).toEqual({ sandbox: 'off' });
});
