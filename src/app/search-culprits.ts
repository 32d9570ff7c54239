import { beliefOf } from '../core/compare/belief.js';
import type { CaseChange, Evidence, Tally } from '../core/compare/change.js';
import { crowdsOf } from '../core/compare/crowd.js';
import { foundIn, isSettled, nextProbe, type Found, type Searched } from '../core/diagnose/culprit.js';
import { flakeOf, flakesIn } from '../core/diagnose/flake.js';
import type { Failure } from '../core/diagnose/same-break.js';
import type { Flakes } from '../core/diagnose/suspicion.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Bench } from './bench.js';
import type { CommitStages } from './commit-stages.js';
import { failureOnHead, tryQuest, type Quest, type Seen } from './quest.js';

/** Where one case broke. */
export type FoundBreak = Extract<Found, { kind: 'found' }> & {
  readonly change: CaseChange;
  readonly unit: Unit;
  readonly flake: number;
  /** What the answer rests on. */
  readonly search: Search;
  /** How it failed with its culprit; absent for what is missed or not set up. */
  readonly failure?: Failure;
};

/** How often the verdict saw at least what it does not count: a setup that failed twice, a test that two runs did not name. */
const CONFIRMED = 2;

/**
 * Finds the commit of each broken case. The first search goes alone: what it finds is where the others look first, all at a time;
 * they share the trees and setups of a commit.
 */
export async function searchCulprits(
  bench: Bench,
  quests: readonly Quest[],
  about: { readonly plan: Plan; readonly stages: CommitStages },
): Promise<readonly FoundBreak[]> {
  const [first, ...rest] = quests;
  if (first === undefined) return [];
  const { stages } = about;
  const flakes = flakesOf(bench, about.plan);
  const found = await search(bench, first, { stages, flakes, hints: [] });
  const hints = found.map(({ firstBroken }) => firstBroken);
  const others = await Promise.all(rest.map((quest) => search(bench, quest, { stages, flakes, hints })));
  return [...found, ...others.flat()];
}

/** Goes on where taking back what a commit changed did not mend a break: then it takes more to name that commit. */
export async function lookCloser(
  bench: Bench,
  { unit, search }: FoundBreak,
  stages: CommitStages,
): Promise<readonly FoundBreak[]> {
  search.doubted = true;
  return searched(bench, { unit, cases: [search.change] }, { stages, searches: [search] });
}

interface Site {
  readonly stages: CommitStages;
  readonly flakes: (change: CaseChange) => Flakes;
  readonly hints: readonly number[];
}

async function search(bench: Bench, quest: Quest, site: Site): Promise<readonly FoundBreak[]> {
  const searches = quest.cases.map((change) => new Search(change, site));
  return searched(bench, quest, { stages: site.stages, searches });
}

async function searched(
  bench: Bench,
  quest: Quest,
  { stages, searches }: { readonly stages: CommitStages; readonly searches: readonly Search[] },
): Promise<readonly FoundBreak[]> {
  while (!bench.world.signal.aborted) {
    const open = searches.filter((one) => !isSettled(one));
    const commit = nextProbe(open);
    if (commit === undefined) break;
    const seen = await probe(bench, { ...quest, cases: open.map(({ change }) => change) }, { commit, stages });
    for (const one of open) one.note(commit, seen.get(one.change.id));
  }
  return searches.flatMap((one) => {
    const found = foundIn(one);
    if (found.kind === 'nobody') return [];
    const { change, flakes } = one;
    const failure = one.failures.get(found.firstBroken) ?? failureOnHead(bench, quest.unit, change.id);
    const flake = flakeOf(flakes);
    return [{ ...found, change, flake, search: one, unit: quest.unit, ...(failure && { failure }) }];
  });
}

/**
 * A commit that cannot be merged into base is tried by itself, as it is before the pull request merged base and mended the conflict.
 * Only what passes there tells something: it may fail for what base alone has.
 */
async function probe(
  bench: Bench,
  quest: Quest,
  { stages, commit }: Pick<Site, 'stages'> & { readonly commit: number },
): Promise<ReadonlyMap<string, Seen>> {
  const merged = await stages.at(commit);
  if (merged !== undefined) return tryQuest(bench, quest, merged);
  const alone = await stages.alone(commit);
  const seen = alone === undefined ? [] : [...(await tryQuest(bench, quest, alone))];
  return new Map(seen.filter(([, { kind }]) => kind === 'passed'));
}

/** What is known so far of where one case broke. */
class Search implements Searched {
  readonly change: CaseChange;
  readonly commits: number;
  readonly flakes: Flakes;
  readonly base: Tally;
  readonly hints: readonly number[];
  doubted = false;
  readonly seen: Map<number, Tally>;
  readonly silent = new Map<number, number>();
  readonly failures = new Map<number, Failure>();

  constructor(change: CaseChange, { stages, flakes, hints }: Site) {
    this.change = change;
    this.commits = stages.count;
    this.flakes = flakes(change);
    this.base = knownOf(change);
    this.hints = hints;
    const { passed, failed } = change.head;
    this.seen = new Map([[stages.count - 1, { passed, failed: Math.max(failed, CONFIRMED) }]]);
  }

  note(commit: number, seen: Seen | undefined): void {
    const { passed, failed } = this.seen.get(commit) ?? { passed: 0, failed: 0 };
    if (seen === undefined) this.silent.set(commit, (this.silent.get(commit) ?? 0) + 1);
    else if (seen.kind === 'passed') this.seen.set(commit, { passed: passed + 1, failed });
    else {
      this.seen.set(commit, { passed, failed: failed + 1 });
      if (seen.failure !== undefined) this.failures.set(commit, seen.failure);
    }
  }
}

/** How flaky each case is, by the same belief that the verdict rests on. */
function flakesOf({ ledger }: Bench, { units }: Plan): (change: CaseChange) => Flakes {
  const evals = new Set(units.map((unit) => unit.eval.id));
  const all = [...evals].flatMap((id) => ledger.evidence(id));
  const byId = new Map(all.map((one) => [one.id, one]));
  const crowdFor = crowdsOf(all, 'command');
  return (change) => {
    const { id, eval: of, name } = change;
    return flakesIn(beliefOf('command', knownOf(change), crowdFor(byId.get(id) ?? unseen({ id, eval: of, name }))));
  };
}

/** All that was seen of a case on base. */
function knownOf({ base, record }: CaseChange): Tally {
  return { passed: base.passed + (record?.passed ?? 0), failed: base.failed + (record?.failed ?? 0) };
}

function unseen(about: Pick<Evidence, 'id' | 'eval' | 'name'>): Evidence {
  return { ...about, base: [], head: [], own: [], absentOnBase: 0, absentOnHead: 0 };
}
