import { UserError } from '../../core/errors.js';
import type { Revisions } from './revisions.js';
import { type GitContext, tryGit } from './run-git.js';

const REMOTES = 'refs/remotes/';
const USUAL = ['origin/main', 'origin/master', 'main', 'master', 'trunk'];

/** The default branch as this clone knows it; throws a UserError when nothing tells. */
export async function findDefaultBranch(context: GitContext, revisions: Revisions): Promise<string> {
  const refs = await listRefs(context);
  const candidates = [...remoteHeads(refs), ...USUAL].filter((name) => refs.has(fullName(name)));
  for (const name of candidates) {
    if ((await revisions.resolve(fullName(name))) !== undefined) return name;
  }
  throw new UserError('This clone does not know its default branch.', {
    help: 'Name the commit to compare with: `--base REVISION`, or ask the remote: `git remote set-head origin --auto`.',
  });
}

/** What could be the default branch or name it, each with the ref that it stands for, if it stands for one. */
async function listRefs(context: GitContext): Promise<ReadonlyMap<string, string>> {
  const places = ['refs/remotes', ...USUAL.map(fullName).filter((name) => name.startsWith('refs/heads/'))];
  const answer = await tryGit(context, { args: ['for-each-ref', '--format=%(refname) %(symref)', ...places] });
  const lines = answer.stdout.toString('utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => split(line)));
}

function split(line: string): [name: string, target: string] {
  const [name = '', target = ''] = line.split(' ');
  return [name, target];
}

/** What `origin/HEAD` points at, then the same of other remotes. */
function remoteHeads(refs: ReadonlyMap<string, string>): readonly string[] {
  const targets = [...refs].filter(([name]) => /^refs\/remotes\/\S+\/HEAD$/.test(name)).map(([, target]) => target);
  const names = targets.filter((it) => it.startsWith(REMOTES)).map((it) => it.slice(REMOTES.length));
  return names.sort((a, b) => Number(b.startsWith('origin/')) - Number(a.startsWith('origin/')));
}

function fullName(name: string): string {
  return name.includes('/') ? `refs/remotes/${name}` : `refs/heads/${name}`;
}
