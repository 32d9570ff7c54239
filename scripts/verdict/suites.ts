import type { Measured } from '../../src/core/compare/fail-rates.js';
import type { Random } from './random.js';

/** How often the evals of a simulated suite fail without a reason: shares of all, and their rates. */
export interface Mix {
  readonly rates: readonly number[];
  readonly shares: readonly number[];
}

const FLAKES = [0, 0.005, 0.02, 0.1, 0.3] as const;

/** 16 % of tests flaky at all, 1.4 % of runs: what Google has published of its own (Micco 2016). */
export const CODE: Mix = { rates: FLAKES, shares: [0.84, 0.05, 0.04, 0.04, 0.03] };
/** Evals graded by a language model: 7 % of runs. */
export const GRADED: Mix = { rates: FLAKES, shares: [0.25, 0.15, 0.25, 0.2, 0.15] };

/** What happens beside the flakes. */
type Trouble = 'none' | 'outage' | 'sticky' | 'tripled';

export interface Scenario {
  readonly name: string;
  readonly measured: Measured;
  readonly mix: Mix;
  readonly evals: number;
  /** Base's earlier runs on record. */
  readonly record: number;
  readonly trouble: Trouble;
  /** So many evals are broken, and their pass rate falls to this. */
  readonly broken: number;
  readonly passesStill: number;
}

export interface SimulatedEval {
  readonly index: number;
  readonly broken: boolean;
  readonly record: { readonly passed: number; readonly failed: number };
  /** What base's own CI said before, on another machine. */
  readonly baseBefore: boolean;
  /** True when it passes. `first`: before anything else of this run happened. */
  run(side: 'base' | 'head', first?: boolean): boolean;
}

/** One pull request: its evals, with everything that chance decides about them. */
export function pullRequest(scenario: Scenario, random: Random): readonly SimulatedEval[] {
  const order = Array.from({ length: scenario.evals }, (_, index) => index);
  const broken = new Set(
    order
      .map((index) => ({ index, by: random() }))
      .sort((a, b) => a.by - b.by)
      .slice(0, scenario.broken)
      .map(({ index }) => index),
  );
  const rates = spread(scenario);
  return order.map((index) =>
    simulated(index, { scenario, rate: rates[index] ?? 0, broken: broken.has(index), random }),
  );
}

/** Rates by their shares, the flakiest last. */
function spread({ mix, evals }: Scenario): readonly number[] {
  let sum = 0;
  const ends = mix.shares.map((share) => (sum += share));
  return Array.from(
    { length: evals },
    (_, index) => mix.rates[ends.findIndex((end) => (index + 0.5) / evals < end)] ?? 0,
  );
}

function simulated(
  index: number,
  about: { scenario: Scenario; rate: number; broken: boolean; random: Random },
): SimulatedEval {
  const { scenario, rate, broken, random } = about;
  const { trouble, record: runs, passesStill } = scenario;
  const now = trouble === 'tripled' ? Math.min(0.9, 3 * rate) : rate;
  let failed = 0;
  for (let run = 0; run < runs; run += 1) failed += random() < rate ? 1 : 0;
  const down = trouble === 'outage' && random() < 0.05;
  const sticks = trouble === 'sticky' && random() < 0.5;
  const stuck = random() < now;
  return {
    index,
    broken,
    record: { passed: runs - failed, failed },
    baseBefore: random() >= now,
    run: (side, first = false) => {
      if (down && !(first && side === 'base')) return false;
      if (side === 'head' && broken && random() >= passesStill) return false;
      return sticks ? !stuck : random() >= now;
    },
  };
}
