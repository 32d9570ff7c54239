import type { CaseChange } from '../core/compare/change.js';
import type { Plan } from '../core/plan/plan.js';
import type { Result } from '../core/report/result.js';
import type { Bench } from './bench.js';
import { allPass } from './all-pass.js';
import { blameLines, NO_LINES } from './blame-lines.js';
import type { CommitStages } from './commit-stages.js';
import { questsOf } from './quest.js';
import { lookCloser, searchCulprits, type FoundBreak } from './search-culprits.js';

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
  const culprits: Culprits = [];
  for (const { breaks, more } of await explained(bench, found, stages)) {
    const merge = await stages.mergeAt(breaks[0]?.firstBroken ?? -1);
    culprits.push(
      ...culpritOf(breaks, stages).map((culprit) => ({ ...culprit, ...(merge !== undefined && { merge }), ...more })),
    );
  }
  return culprits;
}

interface Explained {
  readonly breaks: readonly FoundBreak[];
  readonly more: Awaited<ReturnType<typeof explainCommit>>;
}

/** What more runs tell of each commit; where taking its lines back does not mend what broke with it, that commit is looked at once more. */
async function explained(
  bench: Bench,
  found: readonly FoundBreak[],
  stages: CommitStages,
): Promise<readonly Explained[]> {
  const first = await explainAll(bench, byCommit(found, stages), { stages, known: [] });
  const doubted = first.slice(0, MOST_SEARCHED).filter(({ more }) => more.takenBack !== 'mends');
  if (doubted.length === 0) return first;
  const closer: (readonly FoundBreak[])[] = [];
  for (const one of doubted.flatMap(({ breaks }) => breaks)) closer.push(await lookCloser(bench, one, stages));
  const sure = first.filter((one) => !doubted.includes(one)).flatMap(({ breaks }) => breaks);
  return explainAll(bench, byCommit([...sure, ...closer.flat()], stages), { stages, known: first });
}

async function explainAll(
  bench: Bench,
  groups: readonly (readonly FoundBreak[])[],
  { stages, known }: { readonly stages: CommitStages; readonly known: readonly Explained[] },
): Promise<readonly Explained[]> {
  const all: Explained[] = [];
  for (const [index, breaks] of groups.entries()) {
    const same = known.find((one) => keyOf(one.breaks) === keyOf(breaks));
    if (same !== undefined) all.push({ breaks, more: same.more });
    else all.push({ breaks, more: index < MOST_SEARCHED ? await explainCommit(bench, breaks, stages) : NO_LINES });
  }
  return all;
}

function keyOf(breaks: readonly FoundBreak[]): string {
  return JSON.stringify(breaks.map((one) => [one.lastWorking, one.firstBroken, one.change.id]).sort());
}

/** Breaks that came with the same commit, oldest first: before the first of them all that broke has worked. */
function byCommit(found: readonly FoundBreak[], stages: CommitStages): readonly (readonly FoundBreak[])[] {
  const groups = new Map<string, FoundBreak[]>();
  for (const one of found) {
    if (stages.commitAt(one.firstBroken) === undefined) continue;
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
