import type { SimulatedEval } from './suites.js';

/** What a method made of one pull request. */
export interface Made {
  /** Evals that it says are broken, by index. */
  readonly flagged: readonly number[];
  /** Evals that it leaves open. */
  readonly open: readonly number[];
  /** Runs beyond the first one of each side. */
  readonly extra: number;
  /** Times that one has to wait for runs. */
  readonly rounds: number;
  /** Reruns of each eval, by index, and whether the first run on head failed. */
  readonly spent: readonly { readonly base: number; readonly head: number; readonly failed: boolean }[];
}

type Method = (evals: readonly SimulatedEval[]) => Made;

/** Head once, beside what base's own CI said before. */
export const oneRunEach: Method = (evals) =>
  made(
    evals.map((one) => ({ extra: 0, broken: one.baseBefore && !one.run('head', true) })),
    1,
  );

/** Head up to three times more; a pass clears it. */
export const retryThrice: Method = (evals) => {
  const tried = evals.map((one) => {
    let runs = 1;
    let passes = one.run('head', true);
    for (; !passes && runs <= 3; runs += 1) passes = one.run('head');
    return { extra: runs - 1, broken: one.baseBefore && !passes };
  });
  return made(tried, 1 + Math.max(...tried.map(({ extra }) => extra)));
};

/** Three runs of every eval on both sides. */
export const majorityOfThree: Method = (evals) =>
  made(
    evals.map((one) => ({ extra: 4, broken: failures(one, 'base', 3) <= 1 && failures(one, 'head', 3) >= 2 })),
    1,
  );

/** Five runs of every eval on both sides, and Fisher's exact test for each at 5 %, one-sided. */
export const fisherFive: Method = (evals) =>
  made(
    evals.map((one) => {
      const chance = fisher(failures(one, 'head', 5), failures(one, 'base', 5), 5);
      return { extra: 8, broken: chance < 0.05 };
    }),
    1,
  );

/** Base is run before anything else happens, as these methods do. */
function failures(one: SimulatedEval, side: 'base' | 'head', runs: number): number {
  return Array.from({ length: runs }, () => one.run(side, side === 'base')).filter((passed) => !passed).length;
}

/** Chance of at least so many failures on head, when it is drawn from both sides' failures without looking. */
export function fisher(head: number, base: number, runs: number): number {
  const all = head + base;
  let sum = 0;
  for (let failed = head; failed <= Math.min(all, runs); failed += 1)
    sum += choose(runs, failed) * choose(runs, all - failed);
  return sum / choose(2 * runs, all);
}

function choose(all: number, some: number): number {
  if (some < 0 || some > all) return 0;
  let ways = 1;
  for (let step = 1; step <= some; step += 1) ways = (ways * (all - some + step)) / step;
  return ways;
}

function made(evals: readonly { readonly extra: number; readonly broken: boolean }[], rounds: number): Made {
  const flagged = evals.flatMap(({ broken }, index) => (broken ? [index] : []));
  return { flagged, open: [], extra: evals.reduce((sum, { extra }) => sum + extra, 0), rounds, spent: [] };
}
