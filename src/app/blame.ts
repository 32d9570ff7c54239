import type { CaseChange } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import type { CommitStages } from './commit-stages.js';
import { questsOf } from './quest.js';
import { searchCulprits, type FoundBreak } from './search-culprits.js';

type Culprits = Result['culprits'];

/** Finds the commit of the pull request with which each break came, by running just what broke on commits in between. */
export async function blame(
  bench: Bench,
  plan: Plan,
  about: { changes: readonly CaseChange[]; stages: CommitStages },
): Promise<Culprits> {
  if (about.stages.count === 0) return [];
  const quests = questsOf(plan, about.changes);
  const [first] = quests;
  if (first === undefined) return [];
  bench.world.progress({ kind: 'phase', text: `looking for the commit that broke ${first.cases[0]?.id ?? ''}` });
  return culpritsOf(await searchCulprits(bench, quests, about.stages), about.stages);
}

/** Breaks that came with the same commit are one culprit; a break of what is not committed has none. */
function culpritsOf(breaks: readonly FoundBreak[], stages: CommitStages): Culprits {
  const culprits = new Map<string, Culprits[number]>();
  for (const { change, lastWorking, firstBroken, exact } of breaks) {
    const broken = stages.commitAt(firstBroken);
    if (broken === undefined) continue;
    const { sha, subject } = broken;
    const working = stages.commitAt(lastWorking)?.sha ?? stages.before;
    const key = `${working} ${sha}`;
    const known = culprits.get(key) ?? { cases: [], lastWorking: working, firstBroken: sha, subject, hunks: [], exact };
    culprits.set(key, { ...known, cases: [...known.cases, change.id], exact: known.exact && exact });
  }
  return [...culprits.values()].sort((one, other) => other.cases.length - one.cases.length);
}
