import * as z from 'zod';

import { UnjudgedError } from '../../core/verdict/unjudged.js';
import { readAnswer } from './answers.js';
import type { GithubClient } from './client.js';
import type { WorkflowRunEvent } from './workflow-run.js';

/** A pull request of the run's head, open or closed. */
export interface SameHead {
  readonly number: number;
  readonly baseRef: string;
  /** ISO 8601; null while it is open. */
  readonly closedAt: string | null;
}

const Event = z.object({ event: z.string(), created_at: z.string() });

const MOVES: ReadonlySet<string> = new Set(['base_ref_changed', 'automatic_base_change_succeeded']);

/**
 * Refuses a run that may have been made for another base than the one that is judged by: a branch that its author may write brings a
 * workflow of its own, and GitHub does not say of a run for which base it was. Throws an UnjudgedError.
 */
export async function refuseOtherBase(
  client: GithubClient,
  run: WorkflowRunEvent,
  pulls: { readonly judged: SameHead; readonly others: readonly SameHead[] },
): Promise<void> {
  const { judged, others } = pulls;
  const since = Date.parse(run.createdAt);
  const isSince = (time: string | null): boolean => time === null || Date.parse(time) >= since;
  const other = others.find(({ baseRef, closedAt }) => baseRef !== judged.baseRef && isSince(closedAt));
  if (other !== undefined) throw doubted(`pull request #${other.number}, which has the same head and another base`);
  for (const { number } of [judged, ...others.filter(({ closedAt }) => isSince(closedAt))]) {
    const moved = (await eventsOf(client, run, number)).some(
      ({ event, created_at: time }) => MOVES.has(event) && isSince(time),
    );
    if (moved) throw doubted(`the base that pull request #${number} had before it was changed`);
  }
}

function doubted(what: string): UnjudgedError {
  return new UnjudgedError(
    'not-run',
    `The run may have been made for ${what}, so what it recorded is no evidence. Push a commit, or start the workflow by hand.`,
  );
}

async function eventsOf(
  { octokit }: GithubClient,
  run: WorkflowRunEvent,
  number: number,
): Promise<readonly z.infer<typeof Event>[]> {
  const [owner = '', repo = ''] = run.repository.split('/');
  const pages = await octokit.paginate(octokit.rest.issues.listEvents, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return readAnswer(z.array(Event), pages);
}
