import type { CaseChange, ChangeKind } from '../compare/change.js';
import type { Eval } from '../evals/eval.js';
import { levelsOf } from '../plan/levels.js';
import { soundnessOf } from './consequences.js';

/** How far head comes along evals that build on one another. */
export interface Along {
  /** What the eval needs, as far as every case of it works. */
  readonly through: readonly string[];
  /** Where it first fails. */
  readonly at: string;
}

const WORKS: readonly ChangeKind[] = ['passes', 'still-passes', 'fixed'];

/** Evals that broke although something that they need works, the lowest first. */
export function alongOf(evals: readonly Eval[], changes: readonly CaseChange[]): readonly Along[] {
  const of = (id: string): readonly CaseChange[] => changes.filter((change) => change.eval === id);
  const works = (id: string): boolean => {
    const found = of(id).filter(({ kind }) => kind !== 'added');
    return found.length > 0 && found.every(({ kind }) => WORKS.includes(kind));
  };
  return levelsOf(evals)
    .flat()
    .filter(({ id }) => soundnessOf(of(id)) === 'broken')
    .map(({ id, needs }) => ({ through: needs.filter(works), at: id }))
    .filter(({ through }) => through.length > 0);
}
