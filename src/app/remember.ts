import type { CaseChange, Tally } from '../core/compare/change.js';
import {
  compacted,
  historyLines,
  NO_HISTORY,
  readHistory,
  type HistoryEntry,
  type HistoryKey,
  type LoadedHistory,
} from '../core/compare/history.js';
import { UserError } from '../core/errors.js';
import type { Plan } from '../core/plan/plan.js';
import type { Unit } from '../core/plan/unit.js';
import { definitionDigest, environmentDigest } from '../core/record/definition.js';
import type { Bench } from './bench.js';
import type { World } from './world.js';

/** Base's earlier runs, as far as this run may know them. */
export interface Memory extends LoadedHistory {
  /** The default branch, as people call it. */
  readonly branch: string;
  /** How a case is known there; undefined for what is no case of an eval. */
  keyOf(id: string, evalId: string): HistoryKey | undefined;
}

/** Reads the history. One that is missing or spoilt is none: a run never fails for it. */
export async function recall(bench: Bench, plan: Plan): Promise<Memory> {
  const loaded = await load(bench.world);
  const units = new Map(plan.units.map((unit) => [unit.id, unit]));
  const environment = environmentDigest(bench.world.history?.machine ?? '', bench.world.sandbox.name);
  const known = new Map<string, HistoryKey>();
  const keyOf = (id: string, evalId: string): HistoryKey | undefined => {
    const unit = units.get(id) ?? units.get(evalId);
    if (unit === undefined || isDrawn(unit)) return undefined;
    const key = known.get(id) ?? { case: id, definition: definitionOf(bench, unit, id), environment };
    known.set(id, key);
    return key;
  };
  return { ...loaded, branch: await branchOf(bench.world), keyOf };
}

/** Nothing is on record. */
export const NO_MEMORY: Memory = { ...NO_HISTORY, branch: 'base before', keyOf: () => undefined };

async function branchOf({ repository }: World): Promise<string> {
  try {
    const name = await repository.defaultBranch();
    return name.replace(/^(refs\/)?(heads|remotes)?\/?origin\//, '').replace(/^refs\/heads\//, '');
  } catch (error) {
    if (error instanceof UserError) return NO_MEMORY.branch;
    throw error;
  }
}

async function load({ history }: World): Promise<LoadedHistory> {
  if (history === undefined) return NO_HISTORY;
  try {
    const text = await history.file.load();
    return text === undefined ? NO_HISTORY : readHistory(text);
  } catch (error) {
    return { ...NO_HISTORY, notice: `The history of base's runs cannot be read: ${reasonOf(error)}` };
  }
}

function definitionOf({ ledger, stages }: Bench, unit: Unit, id: string): string {
  const { file } = ledger.test(id);
  return definitionDigest(unit, file === undefined ? [] : [file], stages.base.entries);
}

/** Generated cases are new for each push. */
function isDrawn(unit: Unit): boolean {
  return unit.kind === 'case' && unit.eval.generate !== undefined;
}

/** So many cases that could not be measured though they failed on base: what went wrong there was not theirs. */
const OUTAGE = 3;

/** What base's trials of a case came to in this run. */
export interface Kept extends Tally {
  readonly id: string;
  readonly eval: string;
}

/** Keeps what base's runs came to; head's too, where it is the same tree. Answers why it could not be kept, if so. */
export function remember(
  bench: Bench,
  memory: Memory,
  { changes, sameTree }: { readonly changes: readonly CaseChange[]; readonly sameTree: boolean },
): Promise<string | undefined> {
  const lost = changes.filter(({ kind, base }) => kind === 'unmeasured' && base.failed > 0).length >= OUTAGE;
  const sound = changes.filter(({ kind }) => !(lost && kind === 'unmeasured'));
  const kept = sound.map(({ id, eval: of, base, head }) => {
    const both = sameTree ? [base, head] : [base];
    const sum = (tally: (one: Tally) => number): number => both.reduce((all, one) => all + tally(one), 0);
    return { id, eval: of, passed: sum(({ passed }) => passed), failed: sum(({ failed }) => failed) };
  });
  return keep(bench, memory, kept);
}

/** Adds to the history, where this run may. Answers why that could not be done, if so. */
export async function keep({ world }: Bench, memory: Memory, kept: readonly Kept[]): Promise<string | undefined> {
  const { history } = world;
  if (history?.keep !== true || world.signal.aborted) return undefined;
  const entries = kept.flatMap(({ id, eval: of, passed, failed }): readonly HistoryEntry[] => {
    const key = memory.keyOf(id, of);
    return key === undefined || passed + failed === 0 ? [] : [{ ...key, passed, failed }];
  });
  try {
    await history.file.append(historyLines(entries));
    const shorter = compacted((await history.file.load()) ?? '');
    if (shorter !== undefined) await history.file.replace(shorter);
    return undefined;
  } catch (error) {
    return `The history of base's runs could not be kept: ${reasonOf(error)}`;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
