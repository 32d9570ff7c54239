import type { Policy } from '../core/evals/policy.js';
import { noteAfter, type Judgement, type Note } from '../core/commands/note.js';
import { handBackComment, handBackOf, isForAgent, type HandBack } from '../core/report/hand-back.js';
import { checkFor } from '../core/report/check.js';
import { commentFor } from '../core/report/markdown.js';
import { readMarker } from '../core/report/marker.js';
import { isPassedOver } from '../core/report/passed-over.js';
import { pushesAfter } from '../core/report/pushes.js';
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
  readonly handBack?: Policy['handBack'];
  readonly runs?: NonNullable<Note['runs']>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Shows a result on the pull request. The check goes first: it is what gates. */
export async function publish(result: Result, page: PullRequestPage, how: Showing): Promise<Published> {
  const check = await page.check({ ...checkFor(result), name: how.checkName, headSha: how.headSha });
  if (how.comment === 'none') return { check };
  const handBack = await planned(result, page, how);
  const quiet = (how.comment === 'when-broken' && result.verdict === 'nothing-broke') || isPassedOver(result);
  const comment = await page.comment(drawn(result, how, handBack), quiet ? 'if-there' : 'always');
  await asked(result, page, { how, handBack, comment });
  return { check, comment };
}

/** Whether the agent is asked to mend this; undefined where the policy does not want it or there is nobody to ask. */
async function planned(result: Result, page: PullRequestPage, { handBack }: Showing): Promise<HandBack | undefined> {
  if (handBack === undefined || handBack.attempts === 0 || !isForAgent(result)) return undefined;
  const earlier = await page.handedBack();
  // Who cannot count does not ask once more.
  return earlier && handBackOf(result, earlier, handBack.attempts);
}

/** Only after the report stands there, which the comment leads to. */
async function asked(
  result: Result,
  page: PullRequestPage,
  { how, handBack, comment }: { how: Showing; handBack: HandBack | undefined; comment: Posted },
): Promise<void> {
  const report = 'url' in comment ? comment.url : undefined;
  if (handBack?.kind !== 'now' || how.handBack === undefined || report === undefined) return;
  await page.handBack(handBackComment(result, { ...handBack, mention: how.handBack.mention, report }));
}

/** The comment of this result, with what is kept of the one before: accepts, and what somebody wants to have explained on this head. */
function drawn(
  result: Result,
  { headSha, runs, now }: Showing,
  handBack: HandBack | undefined,
): (earlier: string | undefined) => string {
  return (earlier) => {
    const marker = earlier === undefined ? undefined : readMarker(earlier);
    const explain = marker?.head === headSha ? (marker.note?.explain ?? []) : [];
    const before = marker?.note && { ...marker.note, explain };
    const note = noteAfter(before, { ...keptOf(result, before, runs), now });
    return commentFor(result, { note, ...(handBack && { handBack }) });
  };
}

function keptOf(result: Result, before: Note | undefined, runs: Note['runs']): Omit<Judgement, 'now'> {
  const pushes = pushesAfter(before?.pushes, result, runs?.trials);
  return { cases: result.cases, ...(runs && { runs }), ...(pushes && { pushes }) };
}
