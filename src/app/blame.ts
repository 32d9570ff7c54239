import type { CaseChange } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { allPass } from './all-pass.js';
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
    const more = index < MOST_SEARCHED ? await explainCommit(bench, breaks, stages) : NO_LINES;
    const merge = await stages.mergeAt(breaks[0]?.firstBroken ?? -1);
    culprits.push(
      ...culpritOf(breaks, stages).map((culprit) => ({ ...culprit, ...(merge !== undefined && { merge }), ...more })),
    );
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

/** What more runs tell of a commit that broke something: whether it takes base to see it, and which lines did it. */
async function explainCommit(bench: Bench, breaks: readonly FoundBreak[], stages: CommitStages) {
  const onlyMerged = await worksAlone(bench, breaks, stages);
  return { ...(onlyMerged && { onlyMerged }), ...(await blameLines(bench, breaks, stages)) };
}

/** Whether everything that broke with a commit works at that commit by itself: on base it does, too. */
async function worksAlone(bench: Bench, breaks: readonly FoundBreak[], stages: CommitStages): Promise<boolean> {
  const alone = await stages.alone(breaks[0]?.firstBroken ?? -1);
  return alone !== undefined && !bench.world.signal.aborted && (await allPass(bench, breaks, alone));
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
