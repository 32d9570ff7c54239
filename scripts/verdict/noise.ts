import type { Random } from './random.js';

/** What makes two runs of the same program on one machine differ. */
export interface Noise {
  readonly name: string;
  /** Spread of the logarithm of a run. */
  readonly spread: number;
  /** Share of runs that something else on the machine slows down, and by how much. */
  readonly slowed: { readonly share: number; readonly by: number };
  /** The machine gets slower and faster by so much, over so many trials, whichever side they are of. */
  readonly drift?: { readonly by: number; readonly over: number };
}

export const LOW: Noise = { name: 'low', spread: 0.01, slowed: { share: 0.02, by: 0.3 } };
export const HEAVY: Noise = { name: 'heavy', spread: 0.08, slowed: { share: 0.05, by: 0.3 } };
export const DRIFTING: Noise = { ...LOW, name: 'low, on a machine that drifts', drift: { by: 0.3, over: 60 } };

/** Seconds of one run after another of a program that takes one second. */
export function machineOf({ spread, slowed, drift }: Noise, random: Random): () => number {
  const phase = random();
  let runs = 0;
  return () => {
    runs += 1;
    const pace = drift === undefined ? 1 : 1 + drift.by * Math.sin(2 * Math.PI * (phase + runs / drift.over));
    return pace * Math.exp(spread * gaussian(random)) * (random() < slowed.share ? 1 + slowed.by : 1);
  };
}

/** One number of a normal distribution (Box and Muller). */
function gaussian(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
