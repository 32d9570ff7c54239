import type { Person } from '../../core/agents/described-change.js';
import { git, type GitContext, tryGit } from './run-git.js';

/** Commits of a longer history whose authors are read: the newest. */
const MOST = 1000;

/** Answers about HEAD, as this clone knows it. */
export function openHead(context: GitContext) {
  return {
    currentBranch: () => currentBranch(context),
    authors: () => authorsOf(context),
    publishedHead: () => publishedHead(context),
  };
}

/** The branch that is checked out, or undefined where HEAD is a commit. */
async function currentBranch(context: GitContext): Promise<string | undefined> {
  const answer = await tryGit(context, { args: ['symbolic-ref', '--quiet', '--short', 'HEAD'] });
  return answer.code === 0 ? answer.stdout.toString('utf8').trim() : undefined;
}

/** Who wrote the commits of HEAD, of all parents; the last thousand. */
async function authorsOf(context: GitContext): Promise<readonly Person[]> {
  const args = [
    'rev-list',
    '--no-commit-header',
    '--encoding=UTF-8',
    `--max-count=${MOST}`,
    '--format=%an%x00%ae',
    'HEAD',
  ];
  const lines = (await git(context, { args })).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => personIn(line));
}

function personIn(line: string): Person {
  const [name = '', address = ''] = line.split('\0');
  return { name, address };
}

/** HEAD, where some branch of a remote has it too. */
async function publishedHead(context: GitContext): Promise<string | undefined> {
  const head = await tryGit(context, { args: ['rev-parse', '--verify', '--quiet', 'HEAD'] });
  if (head.code !== 0) return undefined;
  const sha = head.stdout.toString('utf8').trim();
  const found = await tryGit(context, {
    args: ['for-each-ref', '--count=1', '--format=%(refname)', `--contains=${sha}`, 'refs/remotes'],
  });
  return found.code === 0 && found.stdout.length > 0 ? sha : undefined;
}
