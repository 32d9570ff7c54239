import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Chapter } from './story.js';

export interface DemoRepository {
  readonly root: string;
  readonly base: string;
  readonly commits: readonly string[];
  /** GitHub's trial merge of the pull request into main. */
  readonly merge: string;
}

/** Writes the story into a git repository as it is checked out on a runner: at the merge of the pull request. */
export function writeRepository(root: string, base: Chapter, pullRequest: readonly Chapter[]): DemoRepository {
  mkdirSync(root, { recursive: true });
  git(root, 'init', '--quiet', '--initial-branch=main');
  const first = write(root, base);
  git(root, 'switch', '--quiet', '--create', 'agent/simplify');
  const commits = pullRequest.map((chapter) => write(root, chapter));
  git(root, 'switch', '--quiet', '--detach', 'main');
  git(root, 'merge', '--quiet', '--no-ff', '--message', 'Merge the pull request into main', 'agent/simplify');
  return { root, base: first, commits, merge: git(root, 'rev-parse', 'HEAD') };
}

function write(root: string, { message, files }: Chapter): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === null) rmSync(file, { force: true });
    else writeFileSync(file, text);
  }
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', message);
  return git(root, 'rev-parse', 'HEAD');
}

/** Runs git with an identity and a clock of its own, so that the demo's commits are the same on every machine. */
function git(root: string, ...args: readonly string[]): string {
  const who = { NAME: 'Demo', EMAIL: 'demo@example.com', DATE: '2026-01-05T12:00:00Z' };
  const identity = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value])),
  );
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...identity };
  return execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', env }).trim();
}
