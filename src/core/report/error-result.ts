import type { Reason } from '../verdict/verdict.js';
import type { Result } from './result.js';

/** A run that ended in an error before it could judge: still a result, so that check, comment and summary can say so. */
export function errorResult(about: {
  readonly version: string;
  readonly base: string;
  readonly head: string;
  readonly message: string;
  /** `error` by default. */
  readonly code?: Reason['code'];
  readonly pullRequest?: Result['pullRequest'];
}): Result {
  return {
    schema: 'formative.result/1',
    version: about.version,
    verdict: 'could-not-tell',
    reasons: [{ code: about.code ?? 'error', text: about.message }],
    next: 'maintainer',
    base: { sha: about.base, tree: '', label: 'base' },
    head: { sha: about.head, tree: '', label: 'head' },
    ...(about.pullRequest !== undefined && { pullRequest: about.pullRequest }),
    agent: null,
    counts: {},
    cases: [],
    culprits: [],
    integrity: { changedEvals: [], changedProtected: [], weakened: [], notLookedAt: [] },
    blindSpots: [],
    proposed: [],
    notices: [],
    sandbox: 'none',
    budget: { trials: 0, trialsAllowed: 0, minutesAllowed: 0, spent: false },
    timing: { seconds: 0 },
  };
}
