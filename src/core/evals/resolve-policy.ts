import type { When } from './eval.js';
import { DEFAULT_POLICY, DEFAULT_WHEN, type Policy } from './policy.js';
import { shareOf, type PolicyInput } from './policy-schema.js';

/** How often an agent is asked, where the policy does not say. */
const ATTEMPTS = 3;

/** The policy, complete with defaults. */
export function resolvePolicy(input: PolicyInput): Policy {
  const share = input['error-rate'];
  return {
    for: input.for ?? DEFAULT_POLICY.for,
    agents: input.agents?.['allow-extra'] ?? DEFAULT_POLICY.agents,
    protect: input.protect ?? DEFAULT_POLICY.protect,
    when: mergeWhen(DEFAULT_WHEN, input.when),
    comment: input.comment ?? DEFAULT_POLICY.comment,
    accept: input.accept ?? DEFAULT_POLICY.accept,
    budget: budgetOf(input.budget),
    errorRate: share === undefined ? DEFAULT_POLICY.errorRate : shareOf(share),
    sandbox: input.sandbox ?? DEFAULT_POLICY.sandbox,
    ...handBackOf(input['hand-back']),
  };
}

/** The gates written here, over those around. */
export function mergeWhen(around: When, own: PolicyInput['when']): When {
  return {
    broke: own?.broke ?? around.broke,
    changed: own?.changed ?? around.changed,
    rewritten: own?.rewritten ?? around.rewritten,
    unclear: own?.unclear ?? around.unclear,
  };
}

function handBackOf(input: PolicyInput['hand-back']): Pick<Policy, 'handBack'> {
  if (input === undefined) return {};
  return { handBack: { mention: input.mention, attempts: input.attempts ?? ATTEMPTS } };
}

function budgetOf(input: PolicyInput['budget']): Policy['budget'] {
  const { minutes, trials, judgeCalls } = DEFAULT_POLICY.budget;
  return {
    minutes: input?.minutes ?? minutes,
    trials: input?.trials ?? trials,
    judgeCalls: input?.['judge-calls'] ?? judgeCalls,
  };
}
