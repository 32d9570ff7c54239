import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { load } from 'js-yaml';

import { loadEvals } from '../src/core/evals/load.js';
import { start } from './support/action-run.js';
import { removeTemporaries, temporaryFolder, TemporaryRepository } from './support/temporary-repository.js';

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

describe('the first eval', () => {
  const program = `const text = process.argv[3] ?? require('fs').readFileSync(0, 'utf8').trim();
const [year, month, day] = text.split('-').map(Number);
if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) { console.error('invalid date'); process.exit(1); }
console.log(JSON.stringify({ year, month, day }));`;
  const first = files.filter(({ path }) => ['evals/_formative.yml', 'evals/dates.yml'].includes(path));
  const [setUp = '', before = '', after = ''] = blocks('sh').filter((body) => body.includes('../formative/'));

  /** A repository with the program, and a copy of Formative beside it. */
  function beside(): TemporaryRepository {
    const folder = temporaryFolder();
    symlinkSync(resolve('.'), join(folder, 'formative'));
    mkdirSync(join(folder, 'tools'));
    const repository = new TemporaryRepository(join(folder, 'tools'));
    repository.commit('base', { 'cli.js': program });
    return repository;
  }

  function paste({ root }: TemporaryRepository, lines: string): ReturnType<typeof start> {
    const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NO_COLOR: '1' };
    return start('sh', ['-ec', lines], { cwd: root, env });
  }

  it('is not needed to see what a set-up would be, with the line of the README', async () => {
    const { code, stdout } = await paste(beside(), setUp);
    expect([code, stdout.split('\n')[0]]).toEqual([0, '✓ 6 files to write.']);
  });

  it('is checked and tried before it is committed, with the lines of the README', async () => {
    const repository = beside();
    for (const { path, body } of first) repository.write(path, body);
    const { code, stdout } = await paste(repository, before);
    expect([code, stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      ['evals/: 1 eval, 3 cases, no mistakes', '✓ Nothing broke that the evals check'],
    ]);
  });

  it('finds what a change breaks, with the line of the README', async () => {
    const repository = beside();
    repository.commit('evals', Object.fromEntries(first.map(({ path, body }) => [path, body])));
    repository.write('cli.js', program.replace("console.error('invalid date'); process.exit(1);", ''));
    const { code, stdout } = await paste(repository, after);
    expect([code, stdout.split('\n')[0]]).toEqual([1, '✗ No longer works: Rejects a day that is not in the calendar']);
  });
});

/** Commands that a test, or .ci/run itself, runs. */
const RUN = [
  'npm ci',
  'npm run demo',
  'npm test',
  'npm run check',
  'node ../formative/dist/cli.js init --dry-run',
  'node ../formative/dist/cli.js validate',
  'node ../formative/dist/cli.js run --evals head',
  'node ../formative/dist/cli.js run',
  'node ../formative/dist/cli.js audit',
];

/** A script is run as a whole: the hook, by __tests__/e2e/quick.test.ts. */
const isScript = (body: string): boolean => body.startsWith('#!');

it.each(['README.md', 'CONTRIBUTING.md'])('%s shows only commands that are run by a test or by CI', (file) => {
  const lines = blocks('sh', readFileSync(file, 'utf8'))
    .filter((body) => !isScript(body))
    .flatMap((body) => body.trim().split('\n'));
  expect(lines.filter((line) => !RUN.includes(line))).toEqual([]);
});

it.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md'])('%s names only scripts and files that exist', (file) => {
  const text = readFileSync(file, 'utf8');
  const named = [...text.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path = '']) => path);
  for (const path of links) expect(() => readFileSync(path)).not.toThrow(/ENOENT/);
});

it('points only to headings that it has', () => {
  const headings = [...README.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'));
  const named = [...README.matchAll(/\]\(#([^)]+)\)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !headings.includes(name))).toEqual([]);
});

it('has the sections that the program sends its users to', () => {
  const sections = [...source().matchAll(/README(?:, "([^"]+)")|see "([^"]+)" in the README/g)];
  const names = sections.map(([, after, before]) => after ?? before);
  expect(names).toEqual(expect.arrayContaining(['Your first eval', 'Forks']));
  for (const name of names) expect(README).toMatch(new RegExp(`^#+ ${name ?? ''}$`, 'm'));
});

it('explains only messages that the program has', () => {
  const rows =
    README.split('## Troubleshooting')[1]
      ?.split('## ')[0]
      ?.matchAll(/^\| `([^`]+)` \|/gm) ?? [];
  const messages = [...rows].map(([, message = '']) => message);
  expect(messages.length).toBeGreaterThan(5);
  const known = source();
  const parts = messages.flatMap((message) => message.split('…').map((part) => part.trim()));
  expect(parts.filter((part) => !known.includes(part))).toEqual([]);
});

/** All of the program's own text. */
function source(): string {
  const paths = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return paths.map((path) => readFileSync(join('src', path), 'utf8')).join('\n');
}

it('the policy of the README is read as it stands', () => {
  const policy = files.find(({ path }) => path === 'evals/_formative.yml');
  expect(load(policy?.body ?? '')).toEqual({ sandbox: 'required' });
});
