import type { CaseChange } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { blameLines, NO_LINES } from './blame-lines.js';
import type { CommitStages } from './commit-stages.js';
import { questsOf } from './quest.js';
import { searchCulprits, type FoundBreak } from './search-culprits.js';

type Culprits = Result['culprits'];

/** Commits whose lines are looked for: the oldest, on which others may stand. */
const MOST_SEARCHED = 3;

/** Finds the commit of the pull request with which each break came, by running just what broke on commits in between, and its lines. */
export async function blame(
  bench: Bench,
  plan: Plan,
  about: { changes: readonly CaseChange[]; stages: CommitStages },
): Promise<Culprits> {
  const { stages } = about;
  if (stages.count === 0) return [];
  const quests = questsOf(plan, about.changes);
  const [first] = quests;
  if (first === undefined) return [];
  bench.world.progress({ kind: 'phase', text: `looking for the commit that broke ${first.cases[0]?.id ?? ''}` });
  const found = await searchCulprits(bench, quests, { plan, stages });
  const groups = byCommit(found.filter(({ firstBroken }) => stages.commitAt(firstBroken) !== undefined));
  const culprits: Culprits = [];
  for (const [index, breaks] of groups.entries()) {
    const lines = index < MOST_SEARCHED ? await blameLines(bench, breaks, stages) : NO_LINES;
    culprits.push(...culpritOf(breaks, stages).map((culprit) => ({ ...culprit, ...lines })));
  }
  return culprits;
}

/** Breaks that came with the same commit, oldest first: before the first of them all that broke has worked. */
function byCommit(found: readonly FoundBreak[]): readonly (readonly FoundBreak[])[] {
  const groups = new Map<string, FoundBreak[]>();
  for (const one of found) {
    const key = `${one.lastWorking} ${one.firstBroken}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].sort(([one], [other]) => (one?.firstBroken ?? 0) - (other?.firstBroken ?? 0));
}

/** Breaks that came with the same commit are one culprit; a break of what is not committed has none. */
function culpritOf(breaks: readonly FoundBreak[], stages: CommitStages): Culprits {
  const [first] = breaks;
  const broken = first && stages.commitAt(first.firstBroken);
  if (first === undefined || broken === undefined) return [];
  const { sha, subject } = broken;
  const lastWorking = stages.commitAt(first.lastWorking)?.sha ?? stages.before;
  const cases = breaks.map(({ change }) => change.id);
  return [{ cases, lastWorking, firstBroken: sha, subject, hunks: [], exact: first.exact }];
}
