import type { Judged } from '../app/judge.js';
import type { AcceptClaim } from '../core/commands/hear-accept.js';
import type { Note } from '../core/commands/note.js';
import type { Pushes } from '../core/commands/pushes.js';
import { readMarker } from '../core/report/marker.js';
import { withProgress } from '../core/report/progress.js';
import { readSaid } from '../edges/github/accept-claims.js';
import type { GithubClient } from '../edges/github/client.js';
import type { Occasion } from './occasion.js';
import { variable, type Runner } from './runner.js';

interface SaidBefore {
  readonly accepts?: readonly AcceptClaim[];
  readonly pushes?: Pushes;
}

/** What maintainers accepted on the pull request before this run, and what its earlier pushes broke. */
export async function saidBefore(client: GithubClient, { pullRequest, repository }: Occasion): Promise<SaidBefore> {
  if (pullRequest === undefined) return {};
  const [owner = '', repo = ''] = repository.split('/');
  const { number, opened } = pullRequest;
  const { claims: accepts, note } = await readSaid(client, {
    ...{ owner, repo, number },
    author: opened.opener.number,
    isOurs: (body) => readMarker(body) !== undefined,
    noteOf: (body) => readMarker(body)?.note,
  });
  return { accepts, ...(note?.pushes !== undefined && { pushes: note.pushes }) };
}

/** What was judged, with what became of the breaks of earlier pushes: told beside the verdict, which knows nothing of it. */
export function sincePush({ result, policy }: Judged, pushes: Pushes | undefined, run: number | undefined): Judged {
  return { result: withProgress(result, pushes, run), policy };
}

/** What the comment's note says of this run: `trials` is the workflow run that made them. */
export function notedOf({ env }: Runner, trials?: number): { runs?: NonNullable<Note['runs']>; now: number } {
  const judge = Number(variable(env, 'GITHUB_RUN_ID'));
  const now = Math.floor(Date.now() / 1000);
  if (!Number.isSafeInteger(judge) || judge <= 0) return { now };
  return { now, runs: { trials: trials ?? judge, judge } };
}
