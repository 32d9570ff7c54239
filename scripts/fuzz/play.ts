import { getHeapStatistics } from 'node:v8';
import { randomOf } from './random.js';
import type { Target } from './target.js';

/** Milliseconds of the processor that one input may take, and megabytes by which the heap may grow. */
const MOST_MS = 5000;
const MOST_MB = 512;

const BUILT_IN = Reflect.ownKeys(Object.prototype).length;

export interface Tally {
  inputs: number;
  accepted: number;
  rejected: number;
  slowestMs: number;
  /** Most growth of the heap within one input. */
  mostMb: number;
}

export interface Failure {
  readonly target: string;
  readonly index: number;
  readonly input: string;
  readonly why: string;
}

/** Gives one input to a target, and what it cost. */
export function playOne(target: Target, at: { seed: number; index: number }, tally: Tally): Failure | undefined {
  const { index } = at;
  const input = target.draw(randomOf(at.seed, target.name, index));
  const before = process.cpuUsage();
  const heap = getHeapStatistics().used_heap_size;
  const crash = crashOf(target, input, tally);
  const { user, system } = process.cpuUsage(before);
  const [ms, mb] = [(user + system) / 1000, (getHeapStatistics().used_heap_size - heap) / 2 ** 20];
  tally.inputs += 1;
  tally.slowestMs = Math.max(tally.slowestMs, ms);
  tally.mostMb = Math.max(tally.mostMb, mb);
  const why = crash ?? excessOf(ms, mb);
  return why === undefined ? undefined : { target: target.name, index, input, why };
}

function crashOf(target: Target, input: string, tally: Tally): string | undefined {
  try {
    tally[target.read(input)] += 1;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return Reflect.ownKeys(Object.prototype).length === BUILT_IN ? undefined : 'Object.prototype was changed';
}

function excessOf(ms: number, mb: number): string | undefined {
  if (ms > MOST_MS) return `it took ${Math.round(ms)} ms`;
  return mb > MOST_MB ? `the heap grew by ${Math.round(mb)} MB` : undefined;
}

export function emptyTally(): Tally {
  return { inputs: 0, accepted: 0, rejected: 0, slowestMs: 0, mostMb: 0 };
}
