import type { Policy } from '../core/evals/policy.js';
import type { RunTrouble } from '../core/verdict/decide.js';
import type { Clock } from './ports.js';

/** Ends a run truthfully when its minutes or its trials are spent. */
export interface Budget {
  /** Aborted when it is spent, or when the caller's own signal is. */
  readonly signal: AbortSignal;
  /** Counts one more trial. */
  spend(): void;
  readonly trials: () => number;
  /** Why the run stopped early, if it did. */
  troubles(): readonly RunTrouble[];
}

export function budgetOf(policy: Policy['budget'], clock: Clock, outer: AbortSignal): Budget {
  const started = clock();
  const spent = new AbortController();
  let trials = 0;
  let why: string | undefined;
  const stop = (text: string): void => {
    why ??= text;
    spent.abort();
  };
  return {
    signal: AbortSignal.any([outer, spent.signal]),
    spend: () => {
      trials += 1;
      if (trials >= policy.trials) stop(`the budget of ${policy.trials} trials`);
      if (clock() - started >= policy.minutes * 60) stop(`the budget of ${policy.minutes} minutes`);
    },
    trials: () => trials,
    troubles: () =>
      why === undefined
        ? []
        : [{ code: 'budget-spent', text: `Stopped early: ${why} is spent after ${trials} trials.` }],
  };
}
