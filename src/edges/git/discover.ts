import { UserError } from '../../core/errors.js';
import { type GitContext, gitLine, tryGit } from './run-git.js';

/** Where a repository lies on disk. All paths are absolute. */
export interface Location {
  /** The checkout's top folder. */
  readonly root: string;
  /** Of this checkout: a linked worktree has its own. */
  readonly gitDir: string;
  /** Shared by all worktrees: refs, objects, configuration. */
  readonly commonDir: string;
  readonly objects: string;
  readonly index: string;
  readonly isShallow: boolean;
  /** Belongs to another user: its configuration is not ours to obey. */
  readonly isForeign: boolean;
}

/** Finds the repository that holds a folder; throws a UserError where there is none to work with. */
export async function discover(cwd: string): Promise<Location> {
  const outside: GitContext = { cwd };
  const [, found, foreign] = await Promise.all([
    checkVersion(outside),
    tryGit(outside, { args: ['rev-parse', '--is-bare-repository', '--is-inside-work-tree'] }),
    isForeign(cwd),
  ]);
  if (found.code !== 0) throw notFound(cwd, found.stderr);
  const [isBare, isInside] = found.stdout.toString('utf8').split('\n');
  if (isBare === 'true') throw bare(cwd);
  if (isInside !== 'true') throw insideGitDir(cwd);
  const [root, gitDir] = await Promise.all([
    gitLine(outside, 'rev-parse', '--show-toplevel'),
    gitLine(outside, 'rev-parse', '--absolute-git-dir'),
  ]);
  const path = (...args: readonly string[]) =>
    gitLine({ cwd: root, env: { GIT_DIR: gitDir } }, 'rev-parse', '--path-format=absolute', ...args);
  // One question a process: a path may hold the line's end that would part two answers.
  const [commonDir, objects, index, shallow] = await Promise.all([
    path('--git-common-dir'),
    path('--git-path', 'objects'),
    path('--git-path', 'index'),
    path('--is-shallow-repository'),
  ]);
  return { root, gitDir, commonDir, objects, index, isShallow: shallow === 'true', isForeign: foreign };
}

/** Older versions would ignore how we keep the configuration of the machine out. */
async function checkVersion(context: GitContext): Promise<void> {
  const version = await gitLine(context, 'version');
  const [, major = '', minor = ''] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) * 1000 + Number(minor) >= 2033) return;
  throw new UserError(`git is too old: ${version}.`, { help: 'Install git 2.33 or later.' });
}

/** Git itself knows best whose a repository is: asked without our exception, it refuses another user's. */
async function isForeign(cwd: string): Promise<boolean> {
  const answer = await tryGit({ cwd, config: [['safe.directory', '']] }, { args: ['rev-parse', '--git-dir'] });
  return answer.code !== 0;
}

function notFound(cwd: string, stderr: string): UserError {
  if (stderr.includes('dubious ownership')) {
    return new UserError(`${cwd} lies in a repository of another user, and this git can make no exception.`, {
      help: 'Update git to 2.38 or later, or run as the user who owns the checkout.',
    });
  }
  if (stderr.includes('not a git repository')) {
    return new UserError(`${cwd} is not in a git repository.`, {
      help: 'Change into a clone of your repository; in a workflow, use actions/checkout first.',
    });
  }
  return new UserError(`The repository of ${cwd} could not be opened: ${stderr.trim()}`, {
    help: 'See what `git status` says there.',
  });
}

function bare(cwd: string): UserError {
  return new UserError(`${cwd} is a bare repository: it has no files to look at.`, {
    help: `Clone it, and work in the clone: \`git clone ${cwd} work\`.`,
  });
}

function insideGitDir(cwd: string): UserError {
  return new UserError(`${cwd} is a git folder, not a checkout.`, { help: 'Change into the checkout beside it.' });
}
