import type { Tally } from './change.js';
import type { Crowd } from './crowd.js';
import type { Belief } from './evidence-number.js';
import { PROFILES, type Measured } from './fail-rates.js';
import { weightsGiven } from './weights.js';

/** Runs of a record that count; more are scaled down, so that what has drifted is forgotten. */
const FULL_RECORD = 100;

/**
 * What is believed of one case: how common each fail rate is among the cases of this run, then what base's earlier runs of this
 * very case say. Little is trusted with few runs of either kind.
 */
export function beliefOf(measured: Measured, record: Tally, crowd: Pick<Crowd, 'weights' | 'runs'>): Belief {
  const { forgotten, distrust } = PROFILES[measured];
  const known = scaled(record);
  const updated = weightsGiven(known, crowd.weights);
  const own = known.passed + known.failed;
  const runs = own + (1 - own / FULL_RECORD) * crowd.runs;
  return {
    weights: updated.map((weight, index) => (1 - forgotten) * weight + forgotten * (crowd.weights[index] ?? 0)),
    distrust: Math.max(distrust, 2 / (2 + runs)),
  };
}

function scaled({ passed, failed }: Tally): Tally {
  const scale = Math.min(1, FULL_RECORD / Math.max(1, passed + failed));
  return { passed: passed * scale, failed: failed * scale };
}
