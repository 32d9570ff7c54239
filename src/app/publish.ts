import type { Policy } from '../core/evals/policy.js';
import { noteAfter, type Note } from '../core/commands/note.js';
import { checkFor } from '../core/report/check.js';
import { commentFor } from '../core/report/markdown.js';
import { readMarker } from '../core/report/marker.js';
import { isPassedOver } from '../core/report/passed-over.js';
import type { Result } from '../core/report/result.js';
import type { Posted, PullRequestPage } from './ports.js';

export interface Published {
  /** Absent where there is no pull request to comment on. */
  readonly comment?: Posted;
  readonly check: Posted;
}

interface Showing {
  readonly checkName: string;
  readonly headSha: string;
  readonly comment: Policy['comment'] | 'none';
  readonly runs?: NonNullable<Note['runs']>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Shows a result on the pull request. The check goes first: it is what gates. */
export async function publish(result: Result, page: PullRequestPage, how: Showing): Promise<Published> {
  const check = await page.check({ ...checkFor(result), name: how.checkName, headSha: how.headSha });
  if (how.comment === 'none') return { check };
  const quiet = (how.comment === 'when-broken' && result.verdict === 'nothing-broke') || isPassedOver(result);
  return { check, comment: await page.comment(drawn(result, how), quiet ? 'if-there' : 'always') };
}

/** The comment of this result, with what is kept of the one before: accepts, and what somebody wants to have explained on this head. */
function drawn(result: Result, { headSha, runs, now }: Showing): (earlier: string | undefined) => string {
  return (earlier) => {
    const marker = earlier === undefined ? undefined : readMarker(earlier);
    const explain = marker?.head === headSha ? (marker.note?.explain ?? []) : [];
    const before = marker?.note && { ...marker.note, explain };
    return commentFor(result, { note: noteAfter(before, { cases: result.cases, now, ...(runs && { runs }) }) });
  };
}
