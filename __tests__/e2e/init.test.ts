import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';

import { formative, type CliRun } from '../support/cli.js';
import { removeTemporaries, TemporaryRepository } from '../support/temporary-repository.js';
import { openWorkflowChecks } from '../support/workflow-checks.js';

// Real runners, on machines that may be busy.
jest.setTimeout(300_000);
beforeAll(() => {
  execFileSync(process.execPath, ['scripts/need.mjs', 'pytest'], { stdio: ['ignore', 'ignore', 'inherit'] });
});
afterAll(removeTemporaries);

const ACTION = `acme/formative@${'a'.repeat(40)}`;
const WORKFLOWS = ['run', 'report', 'command', 'baseline'].map((name) => `.github/workflows/formative-${name}.yml`);
const ALWAYS = [...WORKFLOWS, 'AGENTS.md', 'evals/_formative.yml'];

type Files = Readonly<Record<string, string>>;

function repositoryOf(files: Files): TemporaryRepository {
  const made = new TemporaryRepository();
  made.commit('base', files);
  return made;
}

function init({ root }: TemporaryRepository, ...args: readonly string[]): Promise<CliRun> {
  return formative(root, 'init', '--quiet', '--sandbox', 'off', ...args);
}

/** Paths that git does not have as they stand. */
function touched(made: TemporaryRepository): readonly string[] {
  const lines = made.git('status', '--porcelain', '--untracked-files=all').split('\n');
  return lines.flatMap((line) => line.trim().split(/\s+/)[1] ?? []).sort();
}

/** A second run has nothing to do; once it is committed, `validate`, `run` and `doctor` have nothing to say against it. */
async function expectSound(made: TemporaryRepository, evals: number): Promise<void> {
  const before = touched(made).map((path) => readFileSync(join(made.root, path), 'utf8'));
  const { code, stdout } = await init(made);
  expect([code, stdout.split('\n')[0]]).toEqual([0, '✓ Nothing to change: what init writes stands there already.']);
  expect(touched(made).map((path) => readFileSync(join(made.root, path), 'utf8'))).toEqual(before);

  made.commit('set up');
  const { findings } = JSON.parse((await formative(made.root, 'doctor', '--json', '-')).stdout) as {
    findings: { id: string; level: string }[];
  };
  const holes = findings.filter(({ level }) => level === 'hole').map(({ id }) => id);
  expect(holes).toEqual(evals === 0 ? ['evals'] : []);
  expect(findings.filter(({ id }) => id === 'unpinned-action')).toEqual([expect.objectContaining({ level: 'fine' })]);
  if (evals === 0) return;
  expect((await formative(made.root, 'validate')).stdout).toContain(`evals/: ${evals} eval`);
  const run = await formative(made.root, 'run', '--quiet', '--sandbox', 'off');
  expect([run.code, run.stdout.split('\n')[0]]).toEqual([0, '✓ Nothing broke that the evals check']);
}

const NODE_TEST: Files = {
  'package.json': JSON.stringify({ name: 'tools', bin: './cli.js', scripts: { test: 'node --test' } }),
  'cli.js': `console.log(process.argv[2] === '--version' ? '1.2.3' : 'Usage: tools [options]');\n`,
  'test/adds.test.js': "require('node:test').test('adds', () => undefined);\n",
};

it('sets up a package with node:test and a program, and finds nothing to do the second time', async () => {
  const made = repositoryOf(NODE_TEST);
  const { code, stdout } = await init(made, '--action', ACTION);
  expect([code, stdout.split('\n')[0]]).toEqual([0, '✓ 8 files written.']);
  expect(touched(made)).toEqual([...ALWAYS, 'evals/program.yml', 'evals/tests.yml'].sort());
  expect(stdout).toContain('formative init --accept write');
  await expectSound(made, 2);
});

it('writes workflows that GitHub reads, on the default branch of the repository', async () => {
  const made = repositoryOf({ 'README.md': 'Nothing to run.\n' });
  made.git('branch', '-m', 'trunk');
  const { stdout } = await init(made, '--action', ACTION, '--folder', 'checks');
  expect(stdout).toContain('there is no first eval');
  const checks = await openWorkflowChecks();
  for (const path of WORKFLOWS) {
    const text = readFileSync(join(made.root, path), 'utf8');
    expect([path, ...checks.workflow(text)]).toEqual([path]);
    expect(text).toContain(`uses: ${ACTION}\n`);
    expect(text).toContain('evals: checks\n');
  }
  expect(readFileSync(join(made.root, WORKFLOWS[3] ?? ''), 'utf8')).toContain('branches: [trunk]');
});

it('sets up an empty repository, without an eval', async () => {
  const made = repositoryOf({ 'README.md': 'Nothing to run.\n' });
  expect((await init(made, '--action', ACTION, '--accept', 'write')).stdout).not.toContain('--accept write allows it');
  expect(touched(made)).toEqual([...ALWAYS].sort());
  await expectSound(made, 0);
});

it('sets up a package with jest', async () => {
  const made = new TemporaryRepository();
  made.write('node_modules/.bin/jest', `#!/bin/sh\nexec node '${resolve('node_modules/jest/bin/jest.js')}' "$@"\n`);
  chmodSync(join(made.root, 'node_modules/.bin/jest'), 0o755);
  made.commit('base', {
    'package.json': JSON.stringify({ name: 'under-test', scripts: { test: 'TZ=UTC jest' } }),
    'a.test.js': "test('tells the time of nowhere', () => { if (process.env.TZ !== 'UTC') throw new Error(); });\n",
  });
  await init(made, '--action', ACTION);
  expect(readFileSync(join(made.root, 'evals/tests.yml'), 'utf8')).toContain('suite: jest\nenv:\n  TZ: "UTC"\n');
  await expectSound(made, 1);
});

it('sets up a project with pytest', async () => {
  const made = repositoryOf({ 'tests/test_sum.py': 'def test_sum():\n    assert 1 + 1 == 2\n' });
  await init(made, '--action', ACTION);
  expect(readFileSync(join(made.root, 'evals/tests.yml'), 'utf8')).toContain('suite: pytest\n');
  await expectSound(made, 1);
});

it('writes no eval that does not pass, and says why', async () => {
  const made = repositoryOf({
    ...NODE_TEST,
    'cli.js': `if (process.argv[2] !== '--version') process.exit(3); console.log('1.2.3');\n`,
    'test/adds.test.js': "require('node:test').test('adds', () => { throw new Error('three'); });\n",
  });
  const { code, stdout } = await init(made);
  expect(code).toBe(0);
  expect(stdout).toContain('Not written: the eval tests would not pass');
  expect(stdout).toContain('three');
  expect(readdirSync(join(made.root, 'evals')).sort()).toEqual(['_formative.yml', 'program.yml']);
  const program = readFileSync(join(made.root, 'evals/program.yml'), 'utf8');
  expect([program.includes('version:'), program.includes('help:')]).toEqual([true, false]);
});

it('never writes over what somebody changed, and shows the difference', async () => {
  const run = '.github/workflows/formative-run.yml';
  const mine = 'name: Mine\non: pull_request\n';
  const made = repositoryOf({ 'AGENTS.md': '# Ours\n', [run]: mine });
  symlinkSync('/etc', join(made.root, 'evals'));
  const { code, stdout } = await init(made, '--action', ACTION);
  expect(code).toBe(0);
  expect(readFileSync(join(made.root, run), 'utf8')).toBe(mine);
  expect(stdout).toMatch(/^ *-name: Mine$/m);
  expect(stdout).toMatch(/^ *\+name: Formative run$/m);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Not written: evals is a link.');
  expect(existsSync('/etc/_formative.yml')).toBe(false);
  expect(readFileSync(join(made.root, 'AGENTS.md'), 'utf8')).toMatch(/^# Ours\n\n<!-- formative: begin/);
  expect((await init(made)).stdout.split('\n')[0]).toBe('✓ Nothing to write; 2 files left as somebody made it.');
});

it('brings its own part of AGENTS.md and its own files up to date', async () => {
  const made = repositoryOf({ 'README.md': 'Nothing to run.\n' });
  await init(made);
  const agents = join(made.root, 'AGENTS.md');
  writeFileSync(agents, `# Ours\n\n${readFileSync(agents, 'utf8').replace('Before you push', 'Later')}\nEnd.\n`);
  const { stdout } = await init(made, '--action', ACTION, '--accept', 'write');
  expect(stdout.match(/brought up to date/g)).toHaveLength(6);
  expect(readFileSync(agents, 'utf8')).toMatch(/^# Ours\n\n<!-- [^]*Before you push[^]*-->\n\nEnd\.\n$/);
  expect(readFileSync(join(made.root, 'evals/_formative.yml'), 'utf8')).toMatch(/^accept: write$/m);
});

it('leaves a workflow that starts Formative already to itself', async () => {
  const made = repositoryOf({
    '.github/workflows/evals.yml': `on: pull_request\njobs: { a: { runs-on: x, steps: [{ uses: ${ACTION} }] } }\n`,
    '.github/CODEOWNERS': '/src/ @acme/leads\n',
  });
  const { stdout } = await init(made);
  expect(touched(made)).toEqual(['AGENTS.md', 'evals/_formative.yml']);
  expect(stdout).toContain('No workflow is written: .github/workflows/evals.yml starts Formative already');
  expect(stdout).toContain('/evals/ @acme/leads\n');
});

it('shows everything and writes nothing with --dry-run', async () => {
  const made = repositoryOf(NODE_TEST);
  const { code, stdout } = await init(made, '--dry-run');
  expect([code, touched(made)]).toEqual([0, []]);
  expect(stdout).toContain('suite: node-test');
  expect(stdout).toContain('name: Formative baseline');
  expect(stdout).toContain('8 files to write.');
});

it('says what is missing where nothing is committed', async () => {
  const { code, stderr } = await init(new TemporaryRepository());
  expect([code, stderr.split('\n')[0]]).toEqual([2, 'HEAD has no commit yet.']);
});
