import { UserError } from '../../core/errors.js';
import { discover } from './discover.js';
import { type GitContext, tryGit } from './run-git.js';

export interface Remote {
  /** `https://github.com/owner/name.git`. */
  readonly url: string;
  readonly token: string;
}

/**
 * Makes commits and their history known to the repository that holds `cwd`: objects alone, no ref, no file, nothing checked out and no
 * hook, filter or submodule asked. Throws a UserError where the remote does not give them.
 */
export async function fetchCommits(cwd: string, remote: Remote, shas: readonly string[]): Promise<void> {
  const { root, gitDir } = await discover(cwd);
  const context: GitContext = { cwd: root, env: { GIT_DIR: gitDir } };
  const known = await Promise.all(shas.map((sha) => isKnown(context, sha)));
  const missing = shas.filter((_, index) => known[index] !== true);
  if (missing.length === 0) return;
  const answer = await tryGit(transport(context, remote), { args: [...FETCH, remote.url, ...missing] });
  if (answer.code === 0) return;
  throw new UserError(`The commits to judge could not be fetched: git fetch exited ${answer.code}.`, {
    help: 'The job needs `contents: read`. Where git needs a proxy, fetch them in a step before: `git fetch origin SHA`.',
  });
}

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
  '--end-of-options',
];

/** The one place where git may speak to a server: to this one, without following it elsewhere. The token is on no command line. */
function transport({ cwd, env }: GitContext, { token }: Remote): GitContext {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    cwd,
    env: { ...env, GIT_ALLOW_PROTOCOL: 'https:http' },
    config: [
      ['http.extraHeader', `Authorization: Basic ${basic}`],
      ['http.followRedirects', 'false'],
      ['credential.helper', ''],
      ['fetch.writeCommitGraph', 'false'],
      ['fetch.unpackLimit', '1'],
    ],
  };
}

async function isKnown(context: GitContext, sha: string): Promise<boolean> {
  const answer = await tryGit(context, { args: ['cat-file', '-e', `${sha}^{commit}`] });
  return answer.code === 0;
}
