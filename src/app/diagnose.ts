import type { CaseChange } from '../core/compare/change.js';
import type { Policy } from '../core/evals/policy.js';
import type { Entries } from '../core/plan/compose-tree.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { blame } from './blame.js';
import { findBlindSpots, NOT_LOOKED_AT, type BlindSpots } from './blind-spots.js';
import { commitStages } from './commit-stages.js';
import type { Sides } from './sides.js';

interface Diagnosed {
  readonly culprits: Result['culprits'];
  readonly blindSpots: BlindSpots;
}

interface About {
  readonly changes: readonly CaseChange[];
  readonly sides: Sides;
  /** Lays the exam's files over the tree of any commit, as over head's. */
  readonly examine: (entries: Entries) => Entries;
  readonly request: { readonly diagnose: boolean; readonly only: readonly string[] };
  /** Seconds that the verdict took. */
  readonly seconds: number;
  readonly budget: Policy['budget'];
}

/** Explains a verdict that stands: the commit and the lines of each break, and what the change touches that no eval would miss. */
export async function diagnose(bench: Bench, plan: Plan, about: About): Promise<Diagnosed> {
  const { changes, request, sides, examine } = about;
  if (!request.diagnose) return { culprits: [], blindSpots: NOT_LOOKED_AT };
  const culprits = await blame(bench, plan, { changes, stages: commitStages(bench, sides, examine) });
  // Some of the evals tell nothing of what the others would miss.
  const blindSpots = request.only.length === 0 ? await findBlindSpots(bench, plan, about) : NOT_LOOKED_AT;
  return { culprits, blindSpots };
}
