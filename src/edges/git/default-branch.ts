import { UserError } from '../../core/errors.js';
import type { Revisions } from './revisions.js';
import { type GitContext, tryGit } from './run-git.js';

const USUAL = ['origin/main', 'origin/master', 'main', 'master', 'trunk'];

/** The default branch as this clone knows it; throws a UserError when nothing tells. */
export async function findDefaultBranch(context: GitContext, revisions: Revisions): Promise<string> {
  const candidates = [...(await remoteHeads(context)), ...USUAL];
  for (const name of candidates) {
    if ((await revisions.resolve(fullName(name))) !== undefined) return name;
  }
  throw new UserError('This clone does not know its default branch.', {
    help: 'Name the commit to compare with: `--base REVISION`, or ask the remote: `git remote set-head origin --auto`.',
  });
}

/** What `origin/HEAD` points at, then the same of other remotes. */
async function remoteHeads(context: GitContext): Promise<readonly string[]> {
  const answer = await tryGit(context, { args: ['for-each-ref', '--format=%(refname) %(symref)', 'refs/remotes'] });
  const targets = answer.stdout.toString('utf8').matchAll(/^refs\/remotes\/\S+\/HEAD refs\/remotes\/(\S+)$/gm);
  const names = [...targets].map(([, target = '']) => target);
  return names.sort((a, b) => Number(b.startsWith('origin/')) - Number(a.startsWith('origin/')));
}

function fullName(name: string): string {
  return name.includes('/') ? `refs/remotes/${name}` : `refs/heads/${name}`;
}
