import { errorResult } from './error-result.js';
import type { Result } from './result.js';

/** The label that has a pull request judged, whoever made it. */
export const FORCE_LABEL = 'formative';

/** A pull request that the policy does not judge, because no agent is known to have made it: still a result, with a reason. */
export function passedOverResult(about: Parameters<typeof errorResult>[0]): Result {
  return {
    ...errorResult(about),
    reasons: [{ code: 'not-an-agent', text: about.message }],
    next: 'nobody',
  };
}

export function isPassedOver({ verdict, reasons }: Pick<Result, 'verdict' | 'reasons'>): boolean {
  return verdict === 'could-not-tell' && reasons.length === 1 && reasons[0]?.code === 'not-an-agent';
}
