import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, it, jest } from '@jest/globals';

import { start } from '../support/action-run.js';
import { FORMATIVE, formative, judged, pullRequest, USER } from '../support/cli.js';
import { pictureOf } from '../support/disk-picture.js';
import { removeTemporaries, TemporaryRepository, temporaryFolder } from '../support/temporary-repository.js';

jest.setTimeout(120_000);
afterAll(removeTemporaries);

const EVAL = { 'a.sh': 'true', 'evals/a.yml': 'run: [sh, a.sh]\n' };

/** What `formative run` says when it cannot even begin: nothing on standard output, exit 2. */
async function refusal(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await formative(cwd, 'run', '--sandbox', 'off', ...args);
  expect([code, stdout]).toEqual([2, '']);
  return stderr;
}

describe('where nothing can be compared', () => {
  it('says that there is no repository', async () => {
    const said = await refusal(temporaryFolder());
    expect(said).toContain('is not in a git repository.\n\nChange into a clone of your repository');
  });

  it('says that git is not on the PATH', async () => {
    const [node, cli] = FORMATIVE;
    const env = { ...USER, PATH: '/nonexistent' };
    const run = await start(node, [cli, 'run'], { cwd: pullRequest(EVAL, { x: 'y' }).root, env });
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('`git` is not on the PATH\n\nInstall `git`')]);
  });

  it('says that a bare repository has no files', async () => {
    const bare = join(temporaryFolder(), 'bare.git');
    pullRequest(EVAL, { x: 'y' }).git('clone', '-q', '--bare', '.', bare);
    expect(await refusal(bare)).toContain('is a bare repository: it has no files to look at.\n\nClone it');
  });

  it('says what a shallow clone lacks, and how to fetch it', async () => {
    const clone = join(temporaryFolder(), 'clone');
    const repository = pullRequest(EVAL, { x: 'y' });
    repository.git('clone', '-q', '--depth', '1', '--branch', 'topic', `file://${repository.root}`, clone);
    const said = await refusal(clone, '--base', 'main');
    expect(said).toContain('This shallow clone has no commit "main".\n\nFetch it: `git fetch --unshallow`');
  });

  it('suggests the revision that may have been meant', async () => {
    const { root } = pullRequest(EVAL, { x: 'y' });
    expect(await refusal(root, '--base', 'mian')).toContain('There is no commit "mian"');
    expect(await refusal(root, '--base', 'mian')).toContain('did you mean `main`?');
    expect(await refusal(root, '--head=--exec=touch x')).toContain('There is no commit');
  });

  it('asks for a base where the default branch is not known', async () => {
    const repository = pullRequest(EVAL, { x: 'y' });
    repository.git('branch', '-m', 'main', 'other');
    expect(await refusal(repository.root)).toContain('Name the commit to compare with: `--base REVISION`');
    expect((await judged(repository.root, '--base', 'other')).code).toBe(0);
  });
});

describe('a checkout', () => {
  it('may have a detached head, and be looked at from a folder below with an odd name', async () => {
    const repository = pullRequest(EVAL, { 'a.sh': 'false' });
    repository.git('switch', '-q', '--detach');
    const below = join(repository.root, 'a b\nc');
    mkdirSync(below);
    expect((await judged(below)).changes).toEqual({ 'a/run': 'broke' });
  });

  it('says so when head is base', async () => {
    const { code, result } = await judged(pullRequest(EVAL, { x: 'y' }).root, '--base', 'HEAD');
    expect([code, result.notices]).toEqual([0, ['Head and base hold the same files: nothing was changed.']]);
  });

  it('is judged with what is not committed, without what is ignored, and is left as it was', async () => {
    const list = 'run: ls\ncases: { a: { stdout: { contains: untracked, not-contains: ignored } } }\n';
    const files = { ...EVAL, '.gitignore': 'ignored\n', staged: '1', 'evals/list.yml': list };
    const repository = pullRequest(files, { x: 'y' });
    repository.write('untracked', 'x');
    repository.write('ignored', 'x');
    repository.write('a.sh', 'exit 3');
    repository.write('staged', '2');
    repository.git('add', 'staged');
    repository.git('status');
    const before = pictureOf(repository.root);
    const { changes, result } = await judged(repository.root);
    expect(changes).toEqual({ 'a/run': 'broke', 'list/a': 'passes' });
    expect(result.head.label).toBe('working tree with uncommitted changes');
    // What it remembers of base lies in a folder of its own, outside of the work tree.
    const after = pictureOf(repository.root).filter((line) => !line.startsWith('/.git/formative'));
    expect(after).toEqual(before);
  });

  it('may be one that nobody can write', () => {
    const repository = pullRequest(EVAL, { 'a.sh': 'false' });
    const temp = temporaryFolder();
    const stranger = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    if ('uid' in stranger) execFileSync('chown', ['-R', '65534:65534', repository.root, temp]);
    execFileSync('chmod', ['-R', 'a-w', repository.root]);
    const [node, cli] = FORMATIVE;
    const options = { cwd: repository.root, env: { ...USER, TMPDIR: temp }, encoding: 'utf8', ...stranger } as const;
    const { status, stdout } = spawnSync(node, [cli, 'run', '--sandbox', 'off', '--json', '-'], options);
    expect([status, JSON.parse(stdout)]).toMatchObject([1, { verdict: 'broke', counts: { broke: 1 } }]);
  });
});

describe('paths', () => {
  it('may hold spaces, quotes and line ends: in the tree, in fixtures, in what a case writes', async () => {
    const odd = 'we ird\nna"me';
    const repository = pullRequest(
      {
        [`${odd}/f\\i.txt`]: 'x',
        'evals/_in put\nx.txt': 'hello\n',
        'evals/b.yml':
          'run: [cat]\ncases: { a: { stdin-file: "_in put\\nx.txt", stdout: { snapshot: "_in put\\nx.txt" } } }\n',
        'evals/c.yml': `cwd: ${JSON.stringify(odd)}\nrun: [cat, "f\\\\i.txt"]\ncases: { a: { files: { "new\\n dir/f o": q }, stdout: x } }\n`,
      },
      { 'z\nz ': '1' },
    );
    expect((await judged(repository.root)).changes).toEqual({ 'b/a': 'passes', 'c/a': 'passes' });
  });
});

describe('what a checkout has and a tree has not', () => {
  it('is told of submodules', async () => {
    const inner = new TemporaryRepository();
    inner.commit('inner', { f: '1' });
    const repository = new TemporaryRepository();
    repository.commit('base', EVAL);
    repository.git('submodule', '--quiet', 'add', inner.root, 'vendor/x');
    repository.commit('head');
    const { code, result } = await judged(repository.root, '--base', 'HEAD~1');
    expect([code, result.notices]).toEqual([
      0,
      ['submodule vendor/x was left empty: only what this repository itself holds is laid out.'],
    ]);
  });

  it('is told of files that Git LFS keeps, and no filter runs', async () => {
    const mark = join(temporaryFolder(), 'smudged');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
    const cat = 'run: cat a.bin\ncases: { a: { stdout: { contains: git-lfs } } }\n';
    const repository = pullRequest(
      { '.gitattributes': '*.bin filter=lfs\n', 'a.bin': pointer, 'evals/a.yml': cat },
      { x: 'y' },
    );
    repository.git('config', 'filter.lfs.smudge', `touch ${mark}; cat`);
    const { changes, result } = await judged(repository.root);
    expect([changes, result.notices]).toEqual([
      { 'a/a': 'passes' },
      ['a.bin is a Git LFS pointer: the content behind was left out.'],
    ]);
    expect(existsSync(mark)).toBe(false);
  });
});
