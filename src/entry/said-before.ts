import type { AcceptClaim } from '../core/commands/hear-accept.js';
import type { Note } from '../core/commands/note.js';
import { readMarker } from '../core/report/marker.js';
import { readClaims } from '../edges/github/accept-claims.js';
import type { GithubClient } from '../edges/github/client.js';
import type { Occasion } from './occasion.js';
import { variable, type Runner } from './runner.js';

/** What maintainers accepted on the pull request before this run. */
export async function acceptsOn(
  client: GithubClient,
  { pullRequest, repository }: Occasion,
): Promise<{ accepts?: readonly AcceptClaim[] }> {
  if (pullRequest === undefined) return {};
  const [owner = '', repo = ''] = repository.split('/');
  const { number, opened } = pullRequest;
  const accepts = await readClaims(client, {
    ...{ owner, repo, number },
    author: opened.opener.number,
    isOurs: (body) => readMarker(body) !== undefined,
    noteOf: (body) => readMarker(body)?.note,
  });
  return { accepts };
}

/** What the comment's note says of this run: `trials` is the workflow run that made them. */
export function notedOf({ env }: Runner, trials?: number): { runs?: NonNullable<Note['runs']>; now: number } {
  const judge = Number(variable(env, 'GITHUB_RUN_ID'));
  const now = Math.floor(Date.now() / 1000);
  if (!Number.isSafeInteger(judge) || judge <= 0) return { now };
  return { now, runs: { trials: trials ?? judge, judge } };
}
