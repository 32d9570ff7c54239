import type { Evidence } from '../core/compare/change.js';
import { gather, type Judged } from '../core/compare/evidence.js';
import type { Reading } from '../core/grade/read-number.js';
import type { TestInDoubt } from '../core/run/rerun-start.js';
import type { Trial } from '../core/run/trial.js';

interface Shown {
  readonly trial: Trial;
  readonly bad: boolean;
}

interface Numbers {
  readonly index: number;
  /** By the names of the metrics. */
  readonly readings: ReadonlyMap<string, Reading>;
}

/** Everything that was measured so far: for each eval its judged runs, and for each case the trials worth showing. */
export class Ledger {
  readonly #runs = new Map<string, { readonly judged: Judged; readonly index: number }[]>();
  readonly #shown = new Map<string, Partial<Record<'base' | 'head', Shown>>>();
  readonly #counts = new Map<string, number>();
  readonly #numbers = new Map<string, readonly Numbers[]>();
  readonly #tests = new Map<string, TestInDoubt>();

  add(judged: Judged, trial?: Trial): void {
    const runs = this.#runs.get(judged.eval);
    const run = { judged, index: trial?.index ?? 0 };
    if (runs === undefined) this.#runs.set(judged.eval, [run]);
    else runs.push(run);
    for (const { id, filter, file } of judged.grades) this.#tests.set(id, { filter, file });
    if (trial === undefined) return;
    const key = `${trial.unit} ${trial.side} ${trial.variant}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (trial.variant !== 'judged') return;
    this.#show(judged, trial);
    if (judged.readings !== undefined) this.#count(judged.readings, trial);
  }

  /** In the order in which the trials were asked for, whichever of them came in first. */
  evidence(evalId: string): readonly Evidence[] {
    const runs = [...(this.#runs.get(evalId) ?? [])].sort((one, other) => one.index - other.index);
    return gather(
      evalId,
      runs.map(({ judged }) => judged),
    );
  }

  /** How a suite's own runner knows a test. */
  test(id: string): TestInDoubt {
    return this.#tests.get(id) ?? {};
  }

  /** What the trials of a unit on a side say of a metric, by their index. */
  readings(unit: string, side: Trial['side'], metric: string): ReadonlyMap<number, Reading> {
    const found = this.#numbers.get(`${unit} ${side}`) ?? [];
    return new Map(
      found.flatMap(({ index, readings }) => {
        const reading = readings.get(metric);
        return reading === undefined ? [] : [[index, reading] as const];
      }),
    );
  }

  /** The first index that no trial of a unit on a side has, nor any later one. */
  nextIndex(unit: string, side: Trial['side']): number {
    const indexes = (this.#numbers.get(`${unit} ${side}`) ?? []).map(({ index }) => index);
    return 1 + Math.max(-1, ...indexes);
  }

  /** How many trials of a unit were made on a side. */
  trials(unit: string, side: Trial['side']): number {
    return this.#counts.get(`${unit} ${side} judged`) ?? 0;
  }

  /** The trial of a unit that a report shows for a side: a bad one before a good one, an early one before a late one. */
  shown(unit: string, side: Trial['side']): Trial | undefined {
    return this.#shown.get(unit)?.[side]?.trial;
  }

  #count(readings: ReadonlyMap<string, Reading>, { unit, side, index }: Trial): void {
    const key = `${unit} ${side}`;
    this.#numbers.set(key, [...(this.#numbers.get(key) ?? []), { index, readings }]);
  }

  #show(judged: Judged, trial: Trial): void {
    const shown = this.#shown.get(trial.unit) ?? {};
    const bad = judged.grades.some((grade) => grade.outcome.kind !== 'passed');
    const known = shown[trial.side];
    const better = known === undefined || (known.bad === bad ? trial.index < known.trial.index : bad);
    if (better) this.#shown.set(trial.unit, { ...shown, [trial.side]: { trial, bad } });
  }
}
