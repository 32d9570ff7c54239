import type { Eval } from '../evals/eval.js';
import { UserError } from '../errors.js';
import { matcherOf } from './matching.js';
import { unitOfMetric, unitsOf, type Unit } from './unit.js';

/** What will run on head, and what is left out because nothing it depends on changed. */
export interface Plan {
  readonly units: readonly Unit[];
  readonly notAffected: readonly Unit[];
}

/** Chooses the units of all evals: `only` names evals or cases, `changed` decides over an eval's `paths`. */
export function planOf(evals: readonly Eval[], options: { only: readonly string[]; changed: readonly string[] }): Plan {
  const units = evals.flatMap(unitsOf);
  const chosen = options.only.length === 0 ? units : choose(evals, units, options.only);
  const affected = new Map(evals.map((one) => [one.id, isAffected(one, options.changed)]));
  return {
    units: chosen.filter((unit) => affected.get(unit.eval.id) === true),
    notAffected: chosen.filter((unit) => affected.get(unit.eval.id) === false),
  };
}

/** Whether anything changed that an eval depends on. */
export function isAffected(one: Eval, changed: readonly string[]): boolean {
  return one.paths.length === 0 || changed.some(matcherOf(one.paths));
}

/** Whether an eval, or any case it has or may have, is among those asked for. */
export function isChosen(one: Eval, only: readonly string[]): boolean {
  return only.length === 0 || only.some((id) => id === one.id || id.startsWith(`${one.id}/`));
}

/** An eval whose generated cases are not known: they were not drawn, or could not be. */
export function isUndrawn(one: Eval): boolean {
  return one.kind === 'command' && one.generate !== undefined && !one.cases.some((it) => it.drawn !== undefined);
}

/** Units named by an eval's id, a case's id, or the id of a test inside a suite (which runs the suite). */
function choose(evals: readonly Eval[], units: readonly Unit[], only: readonly string[]): readonly Unit[] {
  const named = (unit: Unit, id: string): boolean =>
    unit.id === unitOfMetric(id) ||
    unit.id === id ||
    unit.eval.id === id ||
    (unit.kind === 'suite' && id.startsWith(`${unit.id}/`));
  const open = evals.filter(isUndrawn);
  const unknown = only.filter(
    (id) => !units.some((unit) => named(unit, id)) && !open.some((one) => isChosen(one, [id])),
  );
  if (unknown.length > 0) {
    const known = evals
      .map(({ id }) => id)
      .slice(0, 20)
      .join(', ');
    throw new UserError(`No eval or case is called ${unknown.map((id) => `"${id}"`).join(', ')}.`, {
      help: known === '' ? 'Base has no evals.' : `Evals on base: ${known}.`,
    });
  }
  return units.filter((unit) => only.some((id) => named(unit, id)));
}
