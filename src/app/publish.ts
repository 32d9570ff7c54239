import type { Policy } from '../core/evals/policy.js';
import { checkFor } from '../core/report/check.js';
import { commentFor } from '../core/report/markdown.js';
import { isPassedOver } from '../core/report/passed-over.js';
import type { Result } from '../core/report/result.js';
import type { Posted, PullRequestPage } from './ports.js';

export interface Published {
  /** Absent where there is no pull request to comment on. */
  readonly comment?: Posted;
  readonly check: Posted;
}

/** Shows a result on the pull request. The check goes first: it is what gates. */
export async function publish(
  result: Result,
  page: PullRequestPage,
  how: { checkName: string; headSha: string; comment: Policy['comment'] | 'none' },
): Promise<Published> {
  const check = await page.check({ ...checkFor(result), name: how.checkName, headSha: how.headSha });
  if (how.comment === 'none') return { check };
  const quiet = (how.comment === 'when-broken' && result.verdict === 'nothing-broke') || isPassedOver(result);
  return { check, comment: await page.comment(commentFor(result), quiet ? 'if-there' : 'always') };
}
