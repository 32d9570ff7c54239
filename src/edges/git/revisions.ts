import { UserError } from '../../core/errors.js';
import { suggest } from '../../core/evals/close-name.js';
import type { Commit } from '../../app/ports.js';
import type { Location } from './discover.js';
import { git, type GitContext, tryGit } from './run-git.js';

const LIST = ['rev-list', '--no-commit-header', '--encoding=UTF-8', '--format=%H%x00%T%x00%P%x00%s'];
const FETCH_HELP = 'Fetch it: `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout.';

/** Answers about commits, by git's plumbing: no setting of the user changes how they read. */
export function openRevisions(context: GitContext, location: Location) {
  /** By full name: such a commit is always the same. */
  const known = new Map<string, Commit>();
  /** Where two such commits parted: nothing can change that either. */
  const parted = new Map<string, Commit>();

  async function commit(revision: string): Promise<Commit> {
    const seen = known.get(revision);
    if (seen !== undefined) return seen;
    const [found] = isRevision(revision) ? await find(revision) : [];
    if (found === undefined) throw await unknown(context, location, revision);
    return found;
  }

  async function find(revision: string): Promise<readonly Commit[]> {
    const args = ['--no-walk', '--end-of-options', `${revision}^{commit}`, '--'];
    const answer = await tryGit(context, { args: [...LIST, ...args] });
    return answer.code === 0 ? learn(answer.stdout) : [];
  }

  async function resolve(revision: string): Promise<string | undefined> {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const answer = await tryGit(context, { args });
    return answer.code === 0 ? answer.stdout.toString('utf8').trim() : undefined;
  }

  async function list(args: readonly string[]): Promise<readonly Commit[]> {
    return learn(await git(context, { args: [...LIST, ...args] }));
  }

  function learn(output: Buffer): readonly Commit[] {
    const commits = parseCommits(output.toString('utf8'));
    for (const one of commits) known.set(one.sha, one);
    return commits;
  }

  async function mergeBase(one: string, other: string): Promise<Commit> {
    const [left, right] = [await commit(one), await commit(other)];
    if (left.sha === right.sha) return left;
    const pair = `${left.sha} ${right.sha}`;
    const seen = parted.get(pair);
    if (seen !== undefined) return seen;
    const answer = await tryGit(context, { args: ['merge-base', left.sha, right.sha] });
    if (answer.code === 0) {
      const found = await commit(answer.stdout.toString('utf8').trim());
      parted.set(pair, found);
      return found;
    }
    throw location.isShallow
      ? new UserError(`This shallow clone does not show where ${one} and ${other} parted.`, { help: FETCH_HELP })
      : new UserError(`${one} and ${other} have no commit in common.`, {
          help: 'Name the commit to compare with: `--base REVISION`.',
        });
  }

  return { commit, mergeBase, resolve, list };
}

export type Revisions = ReturnType<typeof openRevisions>;

async function unknown(context: GitContext, location: Location, revision: string): Promise<UserError> {
  if (revision === 'HEAD') {
    return new UserError('HEAD has no commit yet.', { help: 'Commit something first: `git commit`.' });
  }
  if (location.isShallow) {
    return new UserError(`This shallow clone has no commit ${quote(revision)}.`, { help: FETCH_HELP });
  }
  const refs = await git(context, {
    args: ['for-each-ref', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags'],
  });
  const near = nearName(revision, refs.toString('utf8').split('\n').filter(Boolean));
  return new UserError(`There is no commit ${quote(revision)} in this repository${near || '.'}`, {
    help: 'See `git branch --all`, or fetch it first: `git fetch`.',
  });
}

/** No revision looks like an option, names two ends, or holds a line's end. */
function isRevision(text: string): boolean {
  return text.length > 0 && text.length <= 1000 && !text.startsWith('-') && !/[\p{Cc}]|\.\./u.test(text);
}

/** The same name under a remote, or a name like it. */
function nearName(wanted: string, names: readonly string[]): string {
  const under = names.find((name) => name.endsWith(`/${wanted}`));
  return under === undefined ? suggest(wanted, names) : `, did you mean \`${under}\`?`;
}

function quote(revision: string): string {
  return JSON.stringify(revision.length > 100 ? `${revision.slice(0, 100)}…` : revision);
}

function parseCommits(output: string): readonly Commit[] {
  const lines = output.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [sha = '', tree = '', parents = '', subject = ''] = line.split('\0');
    return { sha, tree, parents: parents.split(' ').filter(Boolean), subject };
  });
}
