import type { Recognition } from '../core/agents/recognise.js';
import type { Policy } from '../core/evals/policy.js';
import { FORCE_LABEL, passedOverResult } from '../core/report/passed-over.js';
import type { Result } from '../core/report/result.js';
import type { Sides } from './sides.js';
import type { OpenedPullRequest } from './whose.js';

/**
 * Whether the policy leaves this pull request alone: a choice that a label takes back. Where GitHub was not asked who opened it
 * (a merge queue, the command line), it is judged.
 */
export function isPassedOver(policy: Policy, opened: OpenedPullRequest | undefined, { agents }: Recognition): boolean {
  if (policy.for === 'everyone' || opened === undefined) return false;
  return agents.length === 0 && !opened.labels.includes(FORCE_LABEL);
}

export function passedOver(
  { pullRequest }: { readonly pullRequest?: Result['pullRequest'] },
  { version }: { readonly version: string },
  { base, head }: Sides,
): Result {
  const message = 'No agent is known to have made this pull request, and the policy judges those of agents.';
  const about = { version, base: base.sha, head: head.sha, message };
  return passedOverResult({ ...about, ...(pullRequest !== undefined && { pullRequest }) });
}
