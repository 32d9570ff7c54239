import type { Evidence } from '../core/compare/change.js';
import { gather, type Judged } from '../core/compare/evidence.js';
import type { TestInDoubt } from '../core/run/rerun-start.js';
import type { Trial } from '../core/run/trial.js';

/** Everything that was measured so far: for each eval its judged runs, and for each case the trials worth showing. */
export class Ledger {
  readonly #runs = new Map<string, Judged[]>();
  readonly #shown = new Map<string, Partial<Record<'base' | 'head', Trial>>>();
  readonly #counts = new Map<string, number>();
  readonly #tests = new Map<string, TestInDoubt>();

  add(judged: Judged, trial?: Trial): void {
    const runs = this.#runs.get(judged.eval);
    if (runs === undefined) this.#runs.set(judged.eval, [judged]);
    else runs.push(judged);
    for (const { id, filter, file } of judged.grades) this.#tests.set(id, { filter, file });
    if (trial === undefined) return;
    const key = `${trial.unit} ${trial.side} ${trial.variant}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    if (trial.variant === 'judged') this.#show(judged, trial);
  }

  evidence(evalId: string): readonly Evidence[] {
    return gather(evalId, this.#runs.get(evalId) ?? []);
  }

  /** How a suite's own runner knows a test. */
  test(id: string): TestInDoubt {
    return this.#tests.get(id) ?? {};
  }

  /** How many trials of a unit were made on a side. */
  trials(unit: string, side: Trial['side']): number {
    return this.#counts.get(`${unit} ${side} judged`) ?? 0;
  }

  /** The trial of a unit that a report shows for a side: a bad one before a good one. */
  shown(unit: string, side: Trial['side']): Trial | undefined {
    return this.#shown.get(unit)?.[side];
  }

  #show(judged: Judged, trial: Trial): void {
    const shown = this.#shown.get(trial.unit) ?? {};
    const bad = judged.grades.some((grade) => grade.outcome.kind !== 'passed');
    if (shown[trial.side] === undefined || bad) this.#shown.set(trial.unit, { ...shown, [trial.side]: trial });
  }
}
