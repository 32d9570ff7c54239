import type { When } from './eval.js';

/** The policy file `evals/_formative.yml` of base, complete with defaults (SPEC section 4). */
export interface Policy {
  readonly for: 'agents' | 'everyone';
  /** Agents that only this repository knows. */
  readonly agents: readonly { readonly name: string; readonly login: string }[];
  /** Files judged in base's version, for all evals. */
  readonly protect: readonly string[];
  readonly when: When;
  readonly comment: 'always' | 'when-broken';
  readonly accept: 'not-author' | 'write' | 'admin';
  readonly budget: { readonly minutes: number; readonly trials: number; readonly judgeCalls: number };
  /** Bound on the share of pull requests that broke nothing and are called broken, 0 to 1. */
  readonly errorRate: number;
  readonly sandbox: 'required' | 'preferred' | 'off';
  /** Asks the agent, by a mention of it such as `@copilot`, to mend what it broke, at most so often. Absent: nobody is asked. */
  readonly handBack?: { readonly mention: string; readonly attempts: number };
}

export const DEFAULT_WHEN: When = { broke: 'block', changed: 'warn', rewritten: 'ask', unclear: 'block' };

export const DEFAULT_POLICY: Policy = {
  for: 'everyone',
  agents: [],
  protect: [],
  when: DEFAULT_WHEN,
  comment: 'always',
  accept: 'not-author',
  budget: { minutes: 30, trials: 5000, judgeCalls: 200 },
  errorRate: 0.05,
  sandbox: 'required',
};
