import { setupDigest, setupKeyOf, startDigest, treeDigest, trialKey } from '../core/record/identity.js';
import type { RunRecord } from '../core/record/decode.js';
import { EMPTY } from '../core/run/content.js';
import type { Attempt } from '../core/run/trial.js';
import type { RunTrouble } from '../core/verdict/decide.js';
import type { Prepared, Stage } from './stage.js';
import type { TrialSource } from './trial-source.js';

/**
 * Answers from a record, and starts nothing. What the record lacks is an ending of its own, which is never a pass; what nobody asks
 * for is never looked at.
 */
export function replaying(record: RunRecord): TrialSource {
  const missing: string[] = [];
  let cancelled = 0;
  const taken = new Map<string, number>();
  const take = (key: string): Attempt | undefined => {
    const at = taken.get(key) ?? 0;
    taken.set(key, at + 1);
    return record.trials.get(key)?.[at];
  };
  const heard = ({ ending }: Attempt, name: string): void => {
    if (ending.kind === 'not-recorded') missing.push(name);
    if (ending.kind === 'cancelled') cancelled += 1;
  };
  return {
    over: ({ side, variant, entries }) => {
      const place = { tree: treeDigest(entries), side, variant };
      const setupOf = (one: Prepared) => record.setups.get(setupKeyOf({ ...place, setup: setupDigest(one) }));
      const ready: Stage['ready'] = (one) => {
        const outcome = setupOf(one);
        if (outcome?.kind === 'failed') return Promise.resolve({ kind: 'setup-failed', why: outcome.why });
        return Promise.resolve({ kind: outcome === undefined ? 'not-recorded' : 'ready' });
      };
      const run: Stage['run'] = ({ unit, index, start }) => {
        const setup = setupOf(unit.eval);
        if (setup?.kind === 'failed') return Promise.resolve({ kind: 'setup-failed', why: setup.why });
        const about = { unit: unit.id, side, variant, index };
        const attempt =
          take(trialKey({ ...place, unit: unit.id, index, start: startDigest(unit, start) })) ?? NOT_RECORDED;
        heard(attempt, `${unit.id} on ${side}`);
        return Promise.resolve({ kind: 'ran', trial: { ...attempt, ...about } });
      };
      return { side, variant, entries, ready, run, close: () => Promise.resolve() };
    },
    troubles: () => [...lacks(missing), ...stopped(cancelled)],
  };
}

const NOT_RECORDED: Attempt = {
  ending: { kind: 'not-recorded' },
  duration: 0,
  stdout: EMPTY,
  stderr: EMPTY,
  files: [],
};

function lacks([first, ...more]: readonly string[]): readonly RunTrouble[] {
  if (first === undefined) return [];
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return [{ code: 'incomplete-record', text: `The record of the run lacks ${first}${others}: run it again.` }];
}

function stopped(cancelled: number): readonly RunTrouble[] {
  if (cancelled === 0) return [];
  const trials = cancelled === 1 ? '1 trial was' : `${cancelled} trials were`;
  return [{ code: 'budget-spent', text: `The run was stopped early: ${trials} cancelled.` }];
}
