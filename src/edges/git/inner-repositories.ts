import { changeIndex } from './change-index.js';
import { git, type GitContext } from './run-git.js';

/**
 * Records where the repositories inside this one stand, and then hides them from `git add`: it would start a git of its own in
 * each, which obeys that repository's filters and monitors, and those are programs. No setting of ours reaches that git.
 */
export async function settleInnerRepositories(context: GitContext): Promise<void> {
  const paths = await innerRepositories(context);
  if (paths === '') return;
  await mark(context, ['--add', '--remove', '--replace'], paths);
  await mark(context, ['--skip-worktree'], await innerRepositories(context));
}

/** Their paths, each with a NUL after it; a path is bytes, so one byte is one character here. */
async function innerRepositories(context: GitContext): Promise<string> {
  const entries = (await git(context, { args: ['ls-files', '--stage', '-z'] })).toString('latin1').split('\0');
  const inner = entries.filter((entry) => entry.startsWith('160000 '));
  return inner.map((entry) => `${entry.slice(entry.indexOf('\t') + 1)}\0`).join('');
}

async function mark(context: GitContext, how: readonly string[], paths: string): Promise<void> {
  await changeIndex(context, { args: ['update-index', ...how, '-z', '--stdin'], stdin: Buffer.from(paths, 'latin1') });
}
