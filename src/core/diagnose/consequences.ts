import type { CaseChange, ChangeKind } from '../compare/change.js';
import type { Eval } from '../evals/eval.js';

/** Kinds that make an eval a broken foundation, when they block. */
const BREAKS: readonly ChangeKind[] = ['broke', 'removed'];
/** Kinds that are a failure on head, and so a consequence when the foundation is broken. */
const FAILURES: readonly ChangeKind[] = ['broke', 'removed', 'changed', 'suspect', 'unmeasured', 'rewritten'];

/** How sound an eval is as a foundation: what stands on it means nothing when it broke, little when it was not measured. */
export type Soundness = 'sound' | 'broken' | 'unmeasured';

export function soundnessOf(changes: readonly CaseChange[]): Soundness {
  const gating = changes.filter((change) => change.gate !== 'warn' && change.gate !== 'none');
  if (gating.some((change) => BREAKS.includes(change.kind))) return 'broken';
  return gating.some((change) => change.kind === 'unmeasured') ? 'unmeasured' : 'sound';
}

export interface Foundation {
  readonly id: string;
  readonly soundness: 'broken' | 'unmeasured';
}

/** The first needed eval, near or far, that is not sound; a broken one before an unmeasured one. */
export function unsoundFoundation(
  one: Eval,
  soundness: ReadonlyMap<string, Soundness>,
  evals: ReadonlyMap<string, Eval>,
): Foundation | undefined {
  const needed = allNeeds(one, evals);
  for (const wanted of ['broken', 'unmeasured'] as const) {
    const id = needed.find((it) => soundness.get(it) === wanted);
    if (id !== undefined) return { id, soundness: wanted };
  }
  return undefined;
}

/** What fails on a broken foundation is its consequence; on an unmeasured one it is itself unmeasured. */
export function onFoundation(change: CaseChange, foundation: Foundation, unclear: CaseChange['gate']): CaseChange {
  if (!FAILURES.includes(change.kind)) return change;
  if (foundation.soundness === 'broken') return blockedBy(change, foundation.id, 'which broke');
  return { ...change, kind: 'unmeasured', gate: unclear, why: `needs ${foundation.id}, which could not be measured` };
}

/** A suite that no longer runs to its end is one break; the tests it did not get to are its consequences. */
export function withinSuite(changes: readonly CaseChange[]): readonly CaseChange[] {
  const broken = new Set(changes.filter((it) => it.name === '(exit)' && it.kind === 'broke').map((it) => it.eval));
  return changes.map((it) => {
    return broken.has(it.eval) && it.kind === 'unmeasured'
      ? blockedBy(it, it.eval, 'which no longer runs to its end')
      : it;
  });
}

/** A setup that works on base and not on head: one break, and the cases of every eval that uses it stand on it. */
export interface BrokenSetup {
  /** The eval that stands for all that use it. */
  readonly eval: string;
  readonly why: string;
}

export function setupChange({ eval: id, why }: BrokenSetup, gate: CaseChange['gate']): CaseChange {
  return {
    id: `${id}/(setup)`,
    eval: id,
    name: '(setup)',
    kind: 'broke',
    gate,
    why: 'failed 2 of 2 on head, worked on base',
    because: [{ target: 'setup', summary: why }],
    base: { passed: 1, failed: 0 },
    head: { passed: 0, failed: 2 },
  };
}

export function withoutSetup(change: CaseChange, setup: BrokenSetup): CaseChange {
  return FAILURES.includes(change.kind) ? blockedBy(change, setup.eval, 'whose setup broke') : change;
}

function blockedBy(change: CaseChange, foundation: string, how: string): CaseChange {
  const stands = change.eval === foundation ? 'part of' : 'needs';
  return { ...change, kind: 'blocked', gate: 'none', why: `${stands} ${foundation}, ${how}`, blockedBy: foundation };
}

/** Needed evals, the deepest foundations first. */
function allNeeds(one: Eval, evals: ReadonlyMap<string, Eval>, seen: Set<string> = new Set()): readonly string[] {
  return one.needs.flatMap((id) => {
    if (seen.has(id)) return [];
    seen.add(id);
    const needed = evals.get(id);
    return needed === undefined ? [id] : [...allNeeds(needed, evals, seen), id];
  });
}
