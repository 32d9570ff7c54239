import type { CaseChange } from '../core/compare/change.js';
import type { Policy } from '../core/evals/policy.js';
import type { RunTrouble } from '../core/verdict/decide.js';
import type { Clock } from './ports.js';

/** Ends a run truthfully when its minutes or its trials are spent. */
export interface Budget {
  /** Aborted when it is spent, or when the caller's own signal is. */
  readonly signal: AbortSignal;
  /** Counts a trial that is about to run; where none is left, everything is stopped instead. */
  spend(): void;
  readonly trials: () => number;
  /** Counts a call of a judge that is about to be made; false where none is left, and trials go on, or where the time is up. */
  spendCall(): boolean;
  readonly calls: () => number;
  /** Why the run stopped early and how far it came, if it did. */
  troubles(changes?: readonly CaseChange[]): readonly RunTrouble[];
}

export function budgetOf(policy: Policy['budget'], clock: Clock, outer: AbortSignal): Budget {
  const started = clock();
  const spent = new AbortController();
  const signal = AbortSignal.any([outer, spent.signal]);
  let trials = 0;
  let calls = 0;
  let refused = 0;
  let why = 'it was cancelled';
  const stop = (text: string): void => {
    why = text;
    spent.abort();
  };
  const isOver = (): boolean => {
    if (!signal.aborted && clock() - started >= policy.minutes * 60)
      stop(`the budget of ${counted(policy.minutes, 'minute')} is spent`);
    return signal.aborted;
  };
  return {
    signal,
    spend: () => {
      if (signal.aborted) return;
      if (trials >= policy.trials) stop(`the budget of ${counted(policy.trials, 'trial')} is spent`);
      else if (!isOver()) trials += 1;
    },
    trials: () => trials,
    spendCall: () => {
      if (isOver()) return false;
      if (calls < policy.judgeCalls) calls += 1;
      else refused += 1;
      return refused === 0;
    },
    calls: () => calls,
    troubles: (changes = []) => {
      const reason = signal.aborted ? why : `the budget of ${counted(policy.judgeCalls, 'judge call')} is spent`;
      const text = `Stopped early: ${reason}, after ${counted(trials, 'trial')}${measuredOf(changes)}.`;
      return signal.aborted || refused > 0 ? [{ code: 'budget-spent', text }] : [];
    },
  };
}

function measuredOf(changes: readonly CaseChange[]): string {
  const planned = changes.filter(({ kind }) => kind !== 'not-affected');
  if (planned.length === 0) return '';
  return `; ${planned.filter(({ kind }) => kind !== 'unmeasured').length} of ${planned.length} cases measured`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
