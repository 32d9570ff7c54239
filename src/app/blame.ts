import type { CaseChange, ChangeKind } from '../core/compare/change.js';
import { nextProbe, type Probed } from '../core/diagnose/culprit.js';
import type { Grade } from '../core/grade/grade.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import type { Result } from '../core/report/result.js';
import { rerunStart } from '../core/run/rerun-start.js';
import type { Bench } from './bench.js';
import type { CommitStages } from './commit-stages.js';
import { observe, type Ask } from './measure.js';
import type { Readiness, Stage } from './stage.js';

/** Kinds for which a commit can be to blame. */
const BLAMED: readonly ChangeKind[] = ['broke', 'removed', 'changed'];
/** A pull request that breaks more has one cause or many; either way the first ones show it. */
const MOST_UNITS = 20;

type Culprits = Result['culprits'];

/** Finds the commit of the pull request with which each break came, by running just what broke on commits in between. */
export async function blame(
  bench: Bench,
  plan: Plan,
  about: { changes: readonly CaseChange[]; stages: CommitStages },
): Promise<Culprits> {
  if (about.stages.count === 0) return [];
  const quests = questsOf(plan, about.changes);
  const [first, ...rest] = quests;
  if (first === undefined) return [];
  bench.world.progress({ kind: 'phase', text: `looking for the commit that broke ${first.cases[0]?.id ?? ''}` });
  const one = await search(bench, first, { stages: about.stages, hints: [] });
  const hints = one.flatMap(({ lastWorking, firstBroken }) => [lastWorking, firstBroken]);
  const others = await Promise.all(rest.map((quest) => search(bench, quest, { stages: about.stages, hints })));
  return culpritsOf([...one, ...others.flat()], about.stages);
}

/** What broke in one unit: probing it once tells of all its cases. */
interface Quest {
  readonly unit: Unit;
  readonly cases: readonly CaseChange[];
}

interface FoundBreak {
  readonly id: string;
  readonly lastWorking: number;
  readonly firstBroken: number;
  readonly exact: boolean;
}

function questsOf(plan: Plan, changes: readonly CaseChange[]): readonly Quest[] {
  const blamed = changes.filter((change) => BLAMED.includes(change.kind) && change.gate !== 'none');
  const asked = new Set<string>();
  const quests = plan.units.flatMap((unit) => {
    const cases = blamed.filter((it) => !asked.has(it.id) && isOf(unit, it));
    for (const { id } of cases) asked.add(id);
    return cases.length === 0 ? [] : [{ unit, cases }];
  });
  return quests.slice(0, MOST_UNITS);
}

/** A suite's run tells of all its tests; a setup is its eval's, whichever case is run. */
function isOf(unit: Unit, change: CaseChange): boolean {
  return change.name === '(setup)' || unit.kind === 'suite' ? change.eval === unit.eval.id : change.id === unit.id;
}

interface Site {
  readonly stages: CommitStages;
  readonly hints: readonly number[];
}

async function search(bench: Bench, { unit, cases }: Quest, { stages, hints }: Site): Promise<readonly FoundBreak[]> {
  const seen = new Map(cases.map((it) => [it.id, new Map<number, Probed>()]));
  const found = new Map<string, FoundBreak>();
  while (!bench.world.signal.aborted) {
    const probes = cases.flatMap(({ id }) => {
      const next = nextProbe(seen.get(id) ?? new Map(), stages.count, hints);
      if (next.kind === 'found') found.set(id, { ...next, id });
      return next.kind === 'probe' ? [next.commit] : [];
    });
    const [commit] = probes;
    if (commit === undefined) break;
    const open = cases.filter((it) => !found.has(it.id));
    const outcomes = await probe(bench, { unit, cases: open }, await stages.at(commit));
    for (const { id } of open) note(seen.get(id), commit, outcomes.get(id));
  }
  return [...found.values()];
}

type Seen = 'passed' | 'failed' | undefined;

const READY = { ready: 'passed', 'setup-failed': 'failed', 'not-recorded': undefined } as const satisfies Record<
  Readiness['kind'],
  Seen
>;

/** Runs what broke on one commit's tree; a case that says nothing there is left out. */
async function probe(bench: Bench, quest: Quest, stage: Stage | undefined): Promise<ReadonlyMap<string, Seen>> {
  if (stage === undefined) return new Map();
  if (quest.cases.some((it) => it.name === '(setup)')) {
    const ready = await bench.pool(() => stage.ready(quest.unit.eval));
    return new Map(quest.cases.map((it) => [it.id, READY[ready.kind]]));
  }
  const { judged } = await observe(bench, askOf(bench, quest, stage));
  const grades = new Map(judged.grades.map((grade) => [grade.id, grade]));
  return new Map(quest.cases.map(({ id }) => [id, seenIn(grades.get(id), judged.exhaustive)]));
}

function askOf(bench: Bench, { unit, cases }: Quest, stage: Stage): Ask {
  const whole = cases.some((it) => it.name === '(exit)' || it.kind === 'removed');
  const tests = cases.map((it) => bench.ledger.test(it.id));
  const start = unit.kind === 'suite' && !whole ? rerunStart(unit.eval, tests) : undefined;
  return { unit, stage, index: 0, ...(start && { part: { start, only: new Set(cases.map((it) => it.id)) } }) };
}

/** A test that a whole run does not name is not there yet, or no longer: as bad as a failure. */
function seenIn(grade: Grade | undefined, exhaustive: boolean): Seen {
  if (grade === undefined) return exhaustive ? 'failed' : undefined;
  if (grade.outcome.kind === 'unmeasured') return undefined;
  return grade.outcome.kind === 'passed' ? 'passed' : 'failed';
}

function note(seen: Map<number, Probed> | undefined, commit: number, outcome: Seen): void {
  const { passed, failed, tried } = seen?.get(commit) ?? { passed: 0, failed: 0, tried: 0 };
  seen?.set(commit, {
    passed: passed + (outcome === 'passed' ? 1 : 0),
    failed: failed + (outcome === 'failed' ? 1 : 0),
    tried: tried + 1,
  });
}

/** Breaks that came with the same commit are one culprit; a break of what is not committed has none. */
function culpritsOf(breaks: readonly FoundBreak[], stages: CommitStages): Culprits {
  const culprits = new Map<string, Culprits[number]>();
  for (const { id, lastWorking, firstBroken, exact } of breaks) {
    const broken = stages.commitAt(firstBroken);
    if (broken === undefined) continue;
    const { sha, subject } = broken;
    const working = stages.commitAt(lastWorking)?.sha ?? stages.before;
    const key = `${working} ${sha}`;
    const known = culprits.get(key) ?? { cases: [], lastWorking: working, firstBroken: sha, subject, hunks: [], exact };
    culprits.set(key, { ...known, cases: [...known.cases, id], exact: known.exact && exact });
  }
  return [...culprits.values()].sort((one, other) => other.cases.length - one.cases.length);
}
