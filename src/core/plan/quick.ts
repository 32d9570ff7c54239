import type { Eval } from '../evals/eval.js';
import type { Lately } from './lately.js';
import { levelsOf } from './levels.js';
import { nearnessTo } from './nearness.js';
import { comparesWithBase, type Unit } from './unit.js';

/** What is started at once, and counts only as a whole: a unit, or all cases that share a tree. */
export interface Step {
  readonly units: readonly Unit[];
  /** What it will take, as far as is known. */
  readonly seconds: number | undefined;
}

/** A step that came to its end. */
export interface Taken {
  /** Seconds by the clock, with its setup. */
  readonly seconds: number;
  /** Seconds of one trial of all its units. */
  readonly trial: number;
  readonly failed: boolean;
  /** Known-bad variants on which it is run too. */
  readonly controls: number;
}

/** What the order follows from. */
export interface Known {
  /** All there are: what is planned may stand on what is not. */
  readonly evals: readonly Eval[];
  readonly lately: Lately;
  /** Paths that differ between base and head. */
  readonly changed: readonly string[];
}

/** Trials that it takes to decide a break on both sides, after the first, where nothing is known of base's earlier runs. */
const TO_DECIDE = 6;

/**
 * The order in which a run that may not reach all of it takes its units: foundations before what stands on them, then what failed
 * last, then what is near the change, then the rest, and the shortest first where nothing else tells.
 */
export function quickOrder(units: readonly Unit[], { evals, lately, changed }: Known): readonly Step[] {
  const near = nearnessTo(changed);
  const levels = new Map(levelsOf(evals).flatMap((level, at) => level.map(({ id }) => [id, at] as const)));
  const needed = new Set(evals.flatMap(({ needs }) => needs));
  const keys = groupsOf(units).map((group) => {
    const [first] = group;
    const failed = group.some(({ id }) => lately.get(id)?.failed === true);
    const isFoundation = needed.has(first.eval.id);
    const level = isFoundation ? (levels.get(first.eval.id) ?? 0) : Infinity;
    const rank = [level, failed ? 0 : 1, Math.min(...group.map(near))];
    return { rank, step: { units: group, seconds: secondsOf(group, lately) } };
  });
  const usual = middle(keys.flatMap(({ step }) => step.seconds ?? []));
  const ranked = keys.map(({ rank, step }) => ({ step, rank: [...rank, step.seconds ?? usual] }));
  return ranked.sort((one, other) => compared(one.rank, other.rank)).map(({ step }) => step);
}

/** The first step that is not known to take longer than there is time; undefined where there is none. */
export function nextStep(waiting: readonly Step[], left: number): Step | undefined {
  return left <= 0 ? undefined : waiting.find(({ seconds = 0 }) => seconds <= left);
}

/** Seconds to keep for what was started already: deciding what failed, and trying evals on their known-bad variants. */
export function secondsToKeep(taken: readonly Taken[], width: number): number {
  const deciding = taken.filter(({ failed }) => failed);
  const sums = [
    ...deciding.map(({ seconds, trial }) => seconds + (TO_DECIDE - 1) * trial),
    ...taken.map(({ trial, controls }) => controls * trial),
  ];
  return sums.reduce((sum, one) => sum + one, 0) / width;
}

type Group = readonly [Unit, ...Unit[]];

function groupsOf(units: readonly Unit[]): readonly Group[] {
  const shared = new Map<string, [Unit, ...Unit[]]>();
  return units.flatMap((unit): readonly Group[] => {
    if (unit.eval.workspace === 'fresh') return [[unit]];
    const group = shared.get(unit.eval.id);
    if (group !== undefined) {
      group.push(unit);
      return [];
    }
    const first: [Unit, ...Unit[]] = [unit];
    shared.set(unit.eval.id, first);
    return [first];
  });
}

/** Undefined where one of them was never run here. */
function secondsOf(units: readonly Unit[], lately: Lately): number | undefined {
  const each = units.map((unit) => {
    const seconds = lately.get(unit.id)?.seconds;
    return seconds === undefined ? NaN : seconds * unit.eval.trials * (comparesWithBase(unit) ? 2 : 1);
  });
  const sum = each.reduce((all, one) => all + one, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
