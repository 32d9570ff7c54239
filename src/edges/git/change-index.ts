import { UserError } from '../../core/errors.js';
import { type GitCall, type GitContext, tryGit } from './run-git.js';

/** Changes the index of a context by what stands in the checkout; where git cannot read that, the user has to mend it. */
export async function changeIndex(context: GitContext, call: GitCall): Promise<void> {
  const { code, stderr } = await tryGit(context, call);
  if (code === 0) return;
  throw new UserError(`The working tree could not be read: ${stderr.trim()}`, {
    help: 'Mend or ignore the file that git names, or compare commits: `--head HEAD`.',
  });
}
