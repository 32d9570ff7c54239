import { ruleBookWith } from '../core/agents/rule-book.js';
import { saidDigest, withAccepts } from '../core/compare/accept.js';
import { isAcceptable, type CaseChange } from '../core/compare/change.js';
import { hearAccept, type AcceptClaim } from '../core/commands/hear-accept.js';
import type { Policy } from '../core/evals/policy.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';

interface Heard {
  readonly changes: readonly CaseChange[];
  readonly claims: readonly AcceptClaim[];
  readonly policy: Policy;
}

/** The changes as they count with the accepts that hold, each of the others with the digest by which it may be accepted. */
export function acceptedIn({ ledger }: Bench, plan: Plan, { changes, claims, policy }: Heard): readonly CaseChange[] {
  const book = ruleBookWith(policy.agents);
  const accepts = claims.flatMap((claim) => hearAccept(claim, policy, book) ?? []);
  const units = new Map(plan.units.map((unit) => [unit.id, unit]));
  return changes.map((change) => {
    const unit = units.get(change.id);
    if (!isAcceptable(change.kind) || isHidden(unit)) return change;
    // What a suite prints is its runner's; what its report says of the test is the test's.
    const trial = unit?.kind === 'case' ? ledger.shown(change.id, 'head') : undefined;
    const dependents = changes
      .filter((it) => it.blockedBy === change.eval && it.kind === 'blocked')
      .map(({ id }) => id);
    return withAccepts(change, saidDigest(change, trial, dependents), accepts);
  });
}

/** A digest lets short outputs be guessed, and a case that is drawn anew for each push is never there to be accepted again. */
function isHidden(unit: Unit | undefined): boolean {
  return unit?.kind === 'case' && unit.case.drawn?.hidden === true;
}
