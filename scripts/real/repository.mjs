import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unpack } from './registry.mjs';

const exec = promisify(execFile);

/**
 * Makes a repository whose commits are the published versions of a package, oldest first, with the story's evals in
 * every one. Gives each version's commit.
 */
export async function buildRepository(folder, tarballs, evals) {
  mkdirSync(folder);
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  cpSync(evals, join(folder, 'evals'), { recursive: true });
  const commits = new Map();
  for (const [version, tarball] of tarballs) {
    clear(folder);
    await unpack(tarball, folder);
    await git(folder, 'add', '--all', '--force');
    await git(
      folder,
      'commit',
      '--quiet',
      '--message',
      commits.size === 0 ? `Begin with ${version}` : `Update to ${version}`,
    );
    commits.set(version, await git(folder, 'rev-parse', 'HEAD'));
  }
  return commits;
}

/** Removes the files of the version before, so that a file that a version drops is gone. */
function clear(folder) {
  for (const name of readdirSync(folder)) {
    if (name !== '.git' && name !== 'evals') rmSync(join(folder, name), { recursive: true });
  }
}

async function git(folder, ...args) {
  const { stdout } = await exec('git', ['-c', 'core.autocrlf=false', ...args], { cwd: folder, env: gitEnvironment() });
  return stdout.trim();
}

/** The caller's own git settings, and a repository that the caller stands in, must not leak in. */
function gitEnvironment() {
  const when = '2020-01-01T00:00:00Z';
  const who = { NAME: 'Story', EMAIL: 'story@example.com', DATE: when };
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
    ...Object.fromEntries(
      Object.entries(who).flatMap(([key, value]) => [
        [`GIT_AUTHOR_${key}`, value],
        [`GIT_COMMITTER_${key}`, value],
      ]),
    ),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
  };
}
