import type { RuleBook } from '../agents/rule-book.js';
import type { Accept } from '../compare/accept.js';
import type { Policy } from '../evals/policy.js';
import type { AcceptRecord } from './note.js';
import { readCommands } from './read-commands.js';
import { sameCase } from './same-case.js';
import { deniesAccept, isMachine, type Permission, type Spoken } from './standing.js';

/** An accept that our comment names, and the comment in which it was said, read again. */
export interface AcceptClaim {
  readonly record: AcceptRecord;
  readonly spoken: Spoken;
  readonly permission: Permission;
  readonly isPullRequestAuthor: boolean;
}

/** The accept of a claim; undefined where the comment does not bear it out: edited, by someone who may not, or about something else. */
export function hearAccept(claim: AcceptClaim, policy: Policy, book: RuleBook): Accept | undefined {
  const { record, spoken } = claim;
  if (spoken.created !== spoken.updated) return undefined;
  if (deniesAccept({ ...claim, isMachine: isMachine(spoken, book) }, policy.accept) !== undefined) return undefined;
  const said = readCommands(spoken.body);
  if (said.kind !== 'commands') return undefined;
  const named = said.commands.find((one) => one.name === 'accept' && sameCase(one.case, record.case));
  if (named?.name !== 'accept') return undefined;
  const { author, url } = spoken;
  return { case: record.case, digest: record.digest, by: author.login, reason: named.reason, url };
}
