import { afterAll, expect, it, jest } from '@jest/globals';

import { judged } from '../support/cli.js';
import { removeTemporaries, TemporaryRepository } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const EVALS = {
  'evals/a.yml': 'run: [sh, a.sh]\ncases: { one: { stdout: "a\\n" }, two: { args: [x], stdout: "a\\nx\\n" } }\n',
  'evals/b.yml': 'run: [sh, b.sh]\n',
};

/** A branch of commits, each of them the content of `a.sh`. */
function branch(...scripts: readonly string[]): { repository: TemporaryRepository; commits: readonly string[] } {
  const repository = new TemporaryRepository();
  repository.commit('base', { 'a.sh': 'echo a; [ -z "$1" ] || echo $1', 'b.sh': 'true', ...EVALS });
  repository.git('switch', '-q', '-c', 'topic');
  return {
    repository,
    commits: scripts.map((script, index) => repository.commit(`commit ${index}`, { 'a.sh': script })),
  };
}

const GOOD = 'echo a; [ -z "$1" ] || echo "$1"';

it('names the commit, and the last one that worked', async () => {
  const { repository, commits } = branch(`${GOOD} # 0`, `${GOOD} # 1`, 'echo b', 'echo b # 3', 'echo b # 4');
  const { result } = await judged(repository.root);
  expect(result.culprits).toEqual([
    {
      cases: ['a/one', 'a/two'],
      lastWorking: commits[1],
      firstBroken: commits[2],
      subject: 'commit 2',
      hunks: [],
      exact: true,
    },
  ]);
});

it('names the lines of a commit, with a patch that git applies and that mends it', async () => {
  const repository = new TemporaryRepository();
  const lines = Array.from({ length: 12 }, (_, index) => `echo ${index}`);
  const script = (edits: Readonly<Record<number, string>>): string =>
    `${lines.map((line, index) => edits[index] ?? line).join('\n')}\n`;
  const evals = {
    'evals/a.yml': `run: [sh, a.sh]\ncases: { one: { stdout: "${lines.map((_, at) => `${at}\\n`).join('')}" } }\n`,
  };
  repository.commit('base', { 'a.sh': script({}), ...evals });
  repository.git('switch', '-q', '-c', 'topic');
  repository.commit('harmless', { 'note.md': 'x' });
  const all = { 1: 'echo 1 # fine', 5: 'echo five', 10: 'echo 10 # fine' };
  const broken = repository.commit('edit three lines', { 'a.sh': script(all), 'new.sh': 'true\n' });
  const { result } = await judged(repository.root);
  expect(result.culprits).toMatchObject([
    { firstBroken: broken, hunks: [{ path: 'a.sh', startLine: 6, endLine: 6 }], takenBack: 'mends' },
  ]);
  repository.gitWith(result.culprits[0]?.patch ?? '', 'apply');
  expect(repository.git('diff', '--numstat')).toBe('1\t1\ta.sh');
  expect((await judged(repository.root)).code).toBe(0);
});

it('tells two breaks of two commits apart', async () => {
  const { repository, commits } = branch(`${GOOD} # 0`, 'echo a', `${GOOD.replace('echo a', 'echo b')}; exit 1`);
  const { result } = await judged(repository.root);
  const found = result.culprits.map(({ cases, firstBroken }) => [cases, commits.indexOf(firstBroken)]);
  expect(found).toEqual([
    [['a/two'], 1],
    [['a/one'], 2],
  ]);
});

it('passes over a commit on which nothing can be measured, and says so', async () => {
  const repository = new TemporaryRepository();
  const evals = { 'evals/a.yml': 'setup: sh build.sh\nrun: [sh, a.sh]\n' };
  repository.commit('base', { 'build.sh': 'true', 'a.sh': 'true', ...evals });
  repository.git('switch', '-q', '-c', 'topic');
  const works = repository.commit('works', { 'note.md': 'x' });
  repository.commit('does not build', { 'build.sh': 'exit 1' });
  const broken = repository.commit('builds again, broken', { 'build.sh': 'true', 'a.sh': 'exit 1' });
  const { result } = await judged(repository.root);
  expect(result.culprits).toMatchObject([{ lastWorking: works, firstBroken: broken, exact: false }]);
});

it('blames no commit for what is not committed', async () => {
  const { repository } = branch(`${GOOD} # 0`);
  repository.write('a.sh', 'echo b');
  const { code, result } = await judged(repository.root);
  expect([code, result.culprits]).toEqual([1, []]);
});

it('judges each commit as it would be merged into base, when base has moved on', async () => {
  const { repository, commits } = branch(`${GOOD} # 0`, 'echo b', 'echo b # 2');
  repository.git('switch', '-q', 'main');
  repository.commit('an eval newer than the branch', { 'c.sh': 'true', 'evals/c.yml': 'run: [sh, c.sh]\n' });
  repository.git('switch', '-q', 'topic');
  const { result, changes } = await judged(repository.root, '--base', 'main', '--no-diagnose');
  expect([result.culprits, changes['c/run']]).toEqual([[], undefined]);
  expect((await judged(repository.root, '--base', 'main')).result.culprits[0]?.firstBroken).toBe(commits[1]);
});

it('names the merge of base whose conflict was mended wrongly, and the line that undoes it', async () => {
  const { repository, commits } = branch(`${GOOD} # 0`, `${GOOD} # mine`);
  repository.git('switch', '-q', 'main');
  repository.commit('rewrite', { 'a.sh': `${GOOD} # theirs`, 'other.txt': 'of base' });
  repository.git('switch', '-q', 'topic');
  expect(() => repository.git('merge', '-q', 'main')).toThrow();
  const merged = repository.commit('Merge branch main', { 'a.sh': 'echo b' });
  repository.commit('more', { 'note.md': 'x' });
  const { result, stdout } = await judged(repository.root);
  expect(result.culprits).toMatchObject([
    { lastWorking: commits[1], firstBroken: merged, merge: 'of-base', exact: true },
  ]);
  expect(result.culprits[0]).not.toHaveProperty('onlyMerged');
  expect(stdout).toContain('a merge of the base branch');
  const undo = /git revert (.*\S)\s+#/.exec(stdout)?.[1] ?? '';
  repository.git('revert', '--no-edit', ...undo.split(' '));
  expect(repository.git('show', 'HEAD:a.sh')).toBe(`${GOOD} # mine`);
});

it('finds the commit that took a test out of a suite', async () => {
  const repository = new TemporaryRepository();
  const test = (name: string): string => `require('node:test').test('${name}', () => {});\n`;
  const suite = 'suite: node-test\ntests: []\nprotect: []\n';
  repository.commit('base', { 'test/a.test.js': test('one') + test('two'), 'evals/t.yml': suite });
  repository.git('switch', '-q', '-c', 'topic');
  repository.commit('rename nothing', { 'note.md': 'x' });
  const removed = repository.commit('drop a test', { 'test/a.test.js': test('one') });
  repository.commit('more', { 'note.md': 'y' });
  const { result, changes } = await judged(repository.root);
  expect(changes).toMatchObject({ 't/two': 'removed', 't/one': 'still-passes' });
  expect(result.culprits).toMatchObject([{ cases: ['t/two'], firstBroken: removed, exact: true }]);
});
