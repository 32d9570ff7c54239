import { describe, expect, it } from '@jest/globals';

import { loadEvals } from '../../../src/core/evals/load.js';
import type { Eval } from '../../../src/core/evals/eval.js';
import type { Idea } from '../../../src/core/init/idea.js';
import { programIdeas } from '../../../src/core/init/programs.js';
import type { Project } from '../../../src/core/init/project.js';
import { suiteIdeas } from '../../../src/core/init/suites.js';

type Files = Readonly<Record<string, string | object>>;

function project(files: Files): Project {
  const texts = Object.entries(files).map(
    ([path, it]) => [path, typeof it === 'string' ? it : JSON.stringify(it)] as const,
  );
  return { paths: Object.keys(files), texts: new Map(texts) };
}

/** What one draft says, as an eval; throws where a draft has a mistake. */
function evalOf(draft: string | undefined): Eval {
  const bytes = Buffer.from(draft ?? '');
  const loaded = loadEvals([{ path: 'evals/x.yml', mode: '100644', bytes, size: bytes.length }], 'evals');
  if (loaded.kind === 'mistakes') throw new Error(JSON.stringify(loaded.mistakes));
  const [one] = loaded.evals;
  if (one === undefined) throw new Error('no eval');
  return one;
}

function evalsOf(ideas: readonly Idea[]): readonly Eval[] {
  return ideas.map(({ drafts }) => evalOf(drafts[0]));
}

const setupOf = (files: Files) => evalsOf(suiteIdeas(project(files)))[0]?.setup;

describe('a test suite', () => {
  it.each([
    ['jest', { scripts: { test: 'jest --coverage' } }],
    ['vitest', { scripts: { test: 'vitest run' }, devDependencies: { jest: '30' } }],
    ['node-test', { scripts: { test: 'node --import tsx --test' } }],
    ['jest', { scripts: { 'test:unit': 'npx jest', test: 'npm run test:unit' } }],
    ['vitest', { scripts: { test: 'run-all' }, devDependencies: { vitest: '3' } }],
  ])('is known as %s by its package: %j', (preset, packageJson) => {
    expect(evalsOf(suiteIdeas(project({ 'package.json': packageJson })))).toMatchObject([{ kind: 'suite', preset }]);
  });

  it.each<readonly [string, Files]>([
    ['a runner without a preset', { 'package.json': { scripts: { test: 'mocha' } } }],
    ['a package that npm would not read', { 'package.json': '{' }],
    ['a script that only names a runner', { 'package.json': { scripts: { lint: 'eslint --plugin jest' } } }],
    ['a module without tests', { 'go.mod': 'module a\n', 'a.go': '' }],
    ['a program of Python', { 'a.py': '', 'pyproject.toml': '[project]\n' }],
    ['nothing', {}],
  ])('is not made up for %s', (_, files) => {
    expect(suiteIdeas(project(files))).toEqual([]);
  });

  it('takes over what the script sets for it', () => {
    const script = "cross-env NODE_OPTIONS=--experimental-vm-modules TZ='UTC' jest";
    const [one] = evalsOf(suiteIdeas(project({ 'package.json': { scripts: { test: script } } })));
    expect(one?.env).toEqual({ NODE_OPTIONS: '--experimental-vm-modules', TZ: 'UTC' });
  });

  it.each<readonly [string, Files]>([
    ['npm ci', { 'package-lock.json': '{}' }],
    ['npx --yes pnpm install --frozen-lockfile', { 'pnpm-lock.yaml': '' }],
    ['npx --yes yarn install --frozen-lockfile', { 'yarn.lock': '' }],
    ['npm install', {}],
  ])('is set up with `%s`, and what was installed is kept', (script, lock) => {
    const files = { 'package.json': { devDependencies: { jest: '30' } }, ...lock };
    expect(setupOf(files)).toMatchObject([
      {
        run: { kind: 'shell', script },
        cache: { key: ['package.json', ...Object.keys(lock)], keep: ['node_modules'] },
      },
    ]);
  });

  it('needs no setup where nothing is installed', () => {
    expect(setupOf({ 'package.json': { scripts: { test: 'node --test' } } })).toEqual([]);
  });

  it('of Python is tried in an environment with its requirements first, then with what is on the PATH', () => {
    const [idea] = suiteIdeas(project({ 'tests/test_a.py': '', 'requirements.txt': 'requests\n' }));
    const [inVenv, onPath] = (idea?.drafts ?? []).map(evalOf);
    expect(inVenv).toMatchObject({
      kind: 'suite',
      run: { argv: expect.arrayContaining(['.venv/bin/python', 'pytest', '--junitxml=${reports}/pytest.xml']) },
      results: { format: 'pytest' },
      rerun: { names: 'list' },
      setup: [{ cache: { key: ['requirements.txt'], keep: ['.venv'] } }],
    });
    expect(onPath).toMatchObject({ preset: 'pytest', setup: [] });
  });

  it('of Go gets its modules before, as trials have no network', () => {
    const files = { 'go.mod': 'module a\n', 'go.sum': '', 'a_test.go': '' };
    expect(evalsOf(suiteIdeas(project(files)))).toMatchObject([
      { preset: 'go', setup: [{ run: { script: 'go mod vendor' }, cache: { keep: ['vendor'] } }] },
    ]);
    expect(setupOf({ 'go.mod': 'module a\n', 'a_test.go': '' })).toEqual([]);
  });

  it('has a name of its own where there are several', () => {
    const files = { 'package.json': { scripts: { test: 'jest' } }, 'tests/test_a.py': '' };
    expect(suiteIdeas(project(files)).map(({ id }) => id)).toEqual(['tests-js', 'tests-py']);
  });
});

describe('a program', () => {
  const tool = { name: '@acme/tool', bin: './bin/tool.js' };

  it('is asked for its help and its version', () => {
    expect(evalsOf(programIdeas(project({ 'package.json': tool, 'bin/tool.js': '' })))).toMatchObject([
      {
        run: { argv: ['node', 'bin/tool.js'] },
        setup: [],
        cases: [
          { name: 'help', args: ['--help'] },
          { name: 'version', args: ['--version'] },
        ],
      },
    ]);
  });

  it('may know only one of the two', () => {
    const [idea] = programIdeas(project({ 'package.json': tool, 'bin/tool.js': '' }));
    const cases = (idea?.drafts ?? [])
      .map(evalOf)
      .map((one) => (one.kind === 'suite' ? [] : one.cases.map(({ name }) => name)));
    expect(cases).toEqual([['help', 'version'], ['version'], ['help']]);
  });

  it('is built first where git does not keep it', () => {
    const built = { bin: { 'My Tool': 'dist/tool.js', other: 'other.sh' }, scripts: { build: 'tsc' } };
    const ideas = programIdeas(project({ 'package.json': built, 'other.sh': '' }));
    expect(ideas.map(({ id }) => id)).toEqual(['programs/my-tool', 'programs/other']);
    expect(evalsOf(ideas)).toMatchObject([
      { run: { argv: ['node', 'dist/tool.js'] }, setup: [{ run: { script: 'npm run build' } }] },
      { run: { argv: ['./other.sh'] } },
    ]);
  });

  it('is left out where its path could be read as something else', () => {
    expect(programIdeas(project({ 'package.json': { name: 'a', bin: 'a b.js' } }))).toEqual([]);
  });
});
