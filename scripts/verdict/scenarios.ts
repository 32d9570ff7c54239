import type { Counted } from './count.js';
import { CODE, GRADED, type Mix, type Scenario } from './suites.js';
import type { Rate } from './wilson.js';

/** What a scenario must reach: a rate, or a mean. */
export interface Limit {
  readonly what: string;
  readonly of: (counted: Counted) => Rate | number;
  readonly most: number;
}

export interface Playing extends Scenario {
  readonly limits: readonly Limit[];
  /** Part of the pull requests that are played otherwise: large suites take long. */
  readonly part?: number;
}

const ONE_RATE = (rate: number): Mix => ({ rates: [rate], shares: [1] });
const falseAlarms = (most: number): Limit => ({ what: 'false alarms', of: (it) => it.falseAlarms, most });
const missed = (most: number): Limit => ({ what: 'breaks missed', of: (it) => it.missed, most });
const extra = (most: number): Limit => ({ what: 'extra runs', of: (it) => it.extra, most });
const overCap: Limit = {
  what: 'breaks that took more reruns a side than three (four above 200 evals)',
  of: (it) => it.overCap,
  most: 0.05,
};
const rounds: Limit = { what: 'rounds', of: (it) => it.rounds, most: 5 };

const KNOWN: Omit<Playing, 'name'> = {
  measured: 'command',
  mix: CODE,
  evals: 200,
  record: 100,
  trouble: 'none',
  broken: 0,
  passesStill: 0,
  limits: [],
};
const NEW = { ...KNOWN, record: 0 };
const WAVERING = { ...KNOWN, measured: 'graded', mix: GRADED } as const;

/** The bars of the contract stand beside what they are for. */
export const SCENARIOS: readonly Playing[] = [
  { ...KNOWN, name: 'code', limits: [falseAlarms(0.005), extra(10), rounds] },
  { ...KNOWN, name: 'code, one break', broken: 1, limits: [missed(0.005), rounds] },
  { ...KNOWN, name: 'code, one that fails every second time', broken: 1, passesStill: 0.5 },
  { ...KNOWN, name: 'code, 20 breaks', broken: 20, part: 0.25 },
  { ...WAVERING, name: 'graded', limits: [falseAlarms(0.01), rounds] },
  { ...WAVERING, name: 'graded, one break', broken: 1, limits: [missed(0.01), rounds] },
  { ...KNOWN, name: 'every eval fails in 2 %', mix: ONE_RATE(0.02), part: 0.5 },
  { ...KNOWN, name: 'every eval fails in 10 %', mix: ONE_RATE(0.1), part: 0.25 },
  { ...KNOWN, name: 'outage after base was measured', trouble: 'outage', part: 0.5, limits: [falseAlarms(0.01)] },
  { ...KNOWN, name: 'half of the flakes stick to the machine', trouble: 'sticky', limits: [falseAlarms(0.03)] },
  { ...KNOWN, name: 'three times the flakes on record', trouble: 'tripled', part: 0.5 },
  { ...NEW, name: 'nothing on record', limits: [falseAlarms(0.02)] },
  { ...NEW, name: 'nothing on record, one break', broken: 1, limits: [overCap, rounds] },
  { ...NEW, name: 'nothing on record, one that fails every second time', broken: 1, passesStill: 0.5 },
  { ...NEW, name: 'nothing on record, 500 evals', evals: 500, limits: [falseAlarms(0.01)] },
  { ...NEW, name: 'nothing on record, 500 evals, one break', evals: 500, broken: 1, part: 0.25, limits: [overCap] },
];
