import { POLICY_NAME } from '../evals/blobs.js';
import { DEFAULT_POLICY, type Policy } from '../evals/policy.js';
import type { Wanted } from './deed.js';

const ACCEPTS = ['not-author', 'write', 'admin'] as const satisfies readonly Policy['accept'][];

/** The policy, which says who may accept, with every other default spelled out in a comment. */
export function policyFile(folder: string, accept: Policy['accept']): Wanted {
  return {
    path: policyPath(folder),
    text: policyText(accept),
    earlier: ACCEPTS.filter((one) => one !== accept).map(policyText),
  };
}

export function policyPath(folder: string): string {
  return `${folder}/${POLICY_NAME}`;
}

/** Who may accept by a policy file as a person may have changed it. */
export function acceptIn(text: string): Policy['accept'] | undefined {
  const [, said] = /^accept:[ \t]*["']?([a-z-]+)/m.exec(text) ?? [];
  return ACCEPTS.find((one) => one === said);
}

function policyText(accept: Policy['accept']): string {
  const { when, budget, errorRate, sandbox, comment } = DEFAULT_POLICY;
  return `# The policy of the evals beside it. A pull request is judged by the policy of its base, never by its own.
# Each line that is commented out is what holds without it, but for the last.

# Whose pull requests are judged: \`everyone\`, or \`agents\`: the others pass at once, and the check says so.
# for: ${DEFAULT_POLICY.for}

# Who may accept a change by a comment, \`/formative accept CASE because REASON\`: \`not-author\` is anyone who may write, but for the pull
# request's author; \`write\` lets authors accept their own, for a repository with one maintainer; \`admin\` asks for an administrator.
accept: ${accept}

# What each change does: \`block\`, \`ask\` (a maintainer accepts) or \`warn\`. An eval may say it for itself.
# when: { broke: ${when.broke}, changed: ${when.changed}, rewritten: ${when.rewritten}, unclear: ${when.unclear} }

# Whether the pull request's code runs in a sandbox: \`required\` (else nothing is run), \`preferred\`, \`off\`.
# sandbox: ${sandbox}

# What one run may spend. What is then undecided is \`could-not-tell\`.
# budget: { minutes: ${budget.minutes}, trials: ${budget.trials}, judge-calls: ${budget.judgeCalls} }

# Bound on the share of pull requests that broke nothing and are called broken.
# error-rate: ${errorRate * 100}%

# \`always\`, or \`when-broken\`: first when something is not well, then edited in place.
# comment: ${comment}

# Files judged in base's version, for all evals.
# protect: []

# Asks the agent to mend what it broke, at most so often on one pull request. Nobody is asked by default.
# hand-back: { mention: "@copilot", attempts: 3 }
`;
}
