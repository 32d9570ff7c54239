import type { Made } from './others.js';
import { randomOf } from './random.js';
import { pullRequest, type Scenario, type SimulatedEval } from './suites.js';
import type { Rate } from './wilson.js';

export interface Counted {
  /** Pull requests in which something is called broken that is not. */
  readonly falseAlarms: Rate;
  /** Broken evals that are not called so, and those of them that had failed at first and are not left open either. */
  readonly missed: Rate;
  readonly slipped: Rate;
  /** Pull requests in which an eval that is not broken is left open. */
  readonly leftOpen: Rate;
  /** Broken evals that took more reruns on a side than a new case may. */
  readonly overCap: Rate;
  /** Means of one pull request. */
  readonly extra: number;
  readonly rounds: number;
}

/** Plays so many pull requests of a scenario, all drawn from the seed, and counts what a method makes of them. */
export function count(
  method: (evals: readonly SimulatedEval[], scenario: Scenario) => Made,
  scenario: Scenario,
  { times, seed }: { readonly times: number; readonly seed: number },
): Counted {
  const random = randomOf(seed);
  const all = Array.from({ length: times }, () => one(method, scenario, random));
  const sum = (of: (it: (typeof all)[number]) => number): number => all.reduce((total, it) => total + of(it), 0);
  const broken = times * scenario.broken;
  return {
    falseAlarms: { hits: sum(({ wrong }) => Number(wrong > 0)), of: times },
    missed: { hits: sum(({ missed }) => missed), of: broken },
    slipped: { hits: sum(({ slipped }) => slipped), of: broken },
    leftOpen: { hits: sum(({ open }) => Number(open > 0)), of: times },
    overCap: { hits: sum(({ over }) => over), of: broken },
    extra: sum(({ extra }) => extra) / times,
    rounds: sum(({ rounds }) => rounds) / times,
  };
}

function one(
  method: (evals: readonly SimulatedEval[], scenario: Scenario) => Made,
  scenario: Scenario,
  random: () => number,
) {
  const evals = pullRequest(scenario, random);
  const { flagged, open, extra, rounds, spent } = method(evals, scenario);
  const [said, left] = [new Set(flagged), new Set(open)];
  const broken = evals.filter((it) => it.broken).map(({ index }) => index);
  const isBroken = new Set(broken);
  const cap = scenario.evals <= 200 ? 3 : 4;
  return {
    wrong: flagged.filter((index) => !isBroken.has(index)).length,
    missed: broken.filter((index) => !said.has(index)).length,
    slipped: broken.filter((index) => !said.has(index) && !left.has(index) && spent[index]?.failed === true).length,
    open: open.filter((index) => !isBroken.has(index)).length,
    over: broken.filter((index) => Math.max(spent[index]?.base ?? 0, spent[index]?.head ?? 0) > cap).length,
    extra,
    rounds,
  };
}
