import {
  decideMetrics,
  type MetricDecision,
  type MetricFinding,
  type OpenMetric,
} from '../../src/core/compare/decide-metric.js';
import type { Metric } from '../../src/core/evals/metric.js';
import type { Reading } from '../../src/core/grade/read-number.js';
import { machineOf, type Noise } from './noise.js';
import { randomOf, type Random } from './random.js';
import type { Rate } from './wilson.js';

/** Numbers of one pull request, and how much larger head's are. */
export interface MetricScenario {
  readonly change: string;
  readonly noise: Noise;
  /** Head's number over base's: 1 where nothing changed. */
  readonly times: number;
  /** Of one number, or of all. */
  readonly changed: 'one' | 'all';
}

export interface MetricCount {
  /** Numbers that are called worse without being worse than they may be, and pull requests with any. */
  readonly wrong: Rate;
  readonly wrongPullRequests: Rate;
  /** Numbers worse than they may be that are called so, and those that are left open. */
  readonly found: Rate;
  readonly open: Rate;
  /** Pairs of trials, on average: of a number that did not change, and of one that did. */
  readonly pairs: { readonly same: number; readonly changed: number };
}

/** Settings of the product that an eval and a policy start with. */
const RERUNS = 24;
const ERROR_RATE = 0.05;
/** Numbers of a pull request, of which each has a case of its own. */
export const NUMBERS = 20;
/** `allow: 5%`. */
const ALLOWED = 0.05;

const METRIC: Metric = {
  name: 'time',
  from: { kind: 'duration' },
  better: 'lower',
  allow: { kind: 'share', share: ALLOWED },
  unit: 's',
  noisy: true,
};

/** The product's own decision (`core/compare`), in the rounds of its own loop, with numbers that are drawn instead of measured. */
export function countMetrics(scenario: MetricScenario, drawn: { times: number; seed: number }): MetricCount {
  const random = randomOf(drawn.seed);
  const pullRequests = Array.from({ length: drawn.times }, () => settled(scenario, random));
  const all = pullRequests.flat();
  const worse = scenario.times > 1 + ALLOWED;
  const isSound = (one: Played): boolean => !(worse && one.changed);
  const [sound, broken] = [all.filter(isSound), all.filter((one) => !isSound(one))];
  const called = (those: readonly Played[], finding: MetricFinding): Rate => ({
    hits: those.filter((one) => one.finding === finding).length,
    of: those.length,
  });
  const alarmed = pullRequests.filter((those) => called(those.filter(isSound), 'broke').hits > 0);
  return {
    wrong: called(sound, 'broke'),
    wrongPullRequests: { hits: alarmed.length, of: drawn.times },
    found: called(broken, 'broke'),
    open: called(broken, 'suspect'),
    pairs: { same: pairsOf(all.filter((it) => !it.changed)), changed: pairsOf(all.filter((it) => it.changed)) },
  };
}

interface Played {
  readonly changed: boolean;
  readonly finding: MetricFinding;
  readonly pairs: number;
}

interface Seen {
  readonly changed: boolean;
  readonly measure: (side: 'base' | 'head') => number;
  readonly base: Map<number, Reading>;
  readonly head: Map<number, Reading>;
}

function settled({ noise, times, changed }: MetricScenario, random: Random): readonly Played[] {
  const machine = machineOf(noise, random);
  const all = Array.from({ length: NUMBERS }, (_, index): Seen => {
    const own = times !== 1 && (changed === 'all' || index === 0);
    const measure = (side: 'base' | 'head'): number => machine() * (side === 'head' && own ? times : 1);
    return { changed: own, measure, base: new Map(), head: new Map() };
  });
  const said = new Set<Seen>();
  for (const one of all) play(one, 1);
  while (playRound(all, said));
  const last = look(all, said, 0);
  return all.map((one) => {
    const finding = said.has(one) ? 'broke' : (last.get(one)?.finding ?? 'suspect');
    return { changed: one.changed, finding, pairs: one.base.size };
  });
}

/** Runs what one look at all of them asks for; false where nothing is open any more. */
function playRound(all: readonly Seen[], said: Set<Seen>): boolean {
  const looks = [...look(all, said)];
  for (const [one, { finding, pairs }] of looks) {
    if (finding === 'broke') said.add(one);
    play(one, pairs);
  }
  return looks.some(([, { pairs }]) => pairs > 0);
}

interface Look {
  readonly finding?: MetricFinding;
  readonly pairs: number;
}

function look(all: readonly Seen[], said: ReadonlySet<Seen>, most = Infinity): ReadonlyMap<Seen, Look> {
  const open = all.filter((one) => !said.has(one));
  const court = { compared: all.length, broken: said.size, errorRate: ERROR_RATE };
  const decisions = decideMetrics(
    open.map((one) => openOf(one, most)),
    court,
  );
  return new Map(open.map((one, index) => [one, lookOf(decisions[index])]));
}

function lookOf(decision: MetricDecision | undefined): Look {
  return decision?.kind === 'decided' ? { finding: decision.finding, pairs: 0 } : { pairs: decision?.pairs ?? 0 };
}

/** Side by side, and the side that goes first takes turns. */
function play(one: Seen, pairs: number): void {
  for (let more = 0; more < pairs; more += 1) {
    const index = one.base.size;
    for (const side of index % 2 === 0 ? (['base', 'head'] as const) : (['head', 'base'] as const)) {
      one[side].set(index, { kind: 'number', value: one.measure(side) });
    }
  }
}

function openOf({ base, head }: Seen, most: number): OpenMetric {
  const evidence = { id: 'e/c:time', eval: 'e', name: 'c:time', metric: METRIC, readings: { base, head } };
  return { evidence, pairs: Math.min(most, 1 + RERUNS / 2 - base.size) };
}

function pairsOf(those: readonly Played[]): number {
  return those.reduce((sum, { pairs }) => sum + pairs, 0) / Math.max(1, those.length);
}
