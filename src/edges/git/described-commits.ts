import type { DescribedCommit } from '../../core/agents/described-change.js';
import { git, type GitContext } from './run-git.js';

const FIELDS = ['%P', '%an', '%ae', '%cn', '%ce', '%B'];
/** No field holds a NUL, so each ends with one. */
const FORMAT = `--format=${FIELDS.map((field) => `${field}%x00`).join('')}`;
/** The newest of a longer history. */
const MOST = 1000;

/** Commits of `head` that `base` has not, of all parents, oldest first, with who wrote them and what they say. */
export async function describedCommits(
  context: GitContext,
  base: string,
  head: string,
): Promise<readonly DescribedCommit[]> {
  const output = await git(context, {
    args: ['rev-list', '--no-commit-header', '--encoding=UTF-8', `--max-count=${MOST}`, FORMAT, head, `^${base}`],
  });
  const fields = output.toString('utf8').split('\0');
  const commits = Array.from({ length: Math.floor(fields.length / FIELDS.length) }, (_, at) =>
    commitOf(fields.slice(at * FIELDS.length, (at + 1) * FIELDS.length)),
  );
  return commits.reverse();
}

/** A record begins with the line's end of the one before. */
function commitOf(fields: readonly string[]): DescribedCommit {
  const [parents = '', name = '', address = '', committer = '', committerAddress = '', message = ''] = fields;
  return {
    author: { name, address },
    committer: { name: committer, address: committerAddress },
    message,
    merge: parents.trim().includes(' '),
  };
}
