// Mutated inputs for whatever reads what strangers wrote: npm run fuzz -- [--runs N] [--seed N] [--target NAME] [--only INDEX]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { emptyTally, playOne, type Failure, type Tally } from './play.js';
import { randomOf } from './random.js';
import type { Target } from './target.js';
import { TARGETS } from './targets.js';

const OUT = join('out', 'fuzz');
/** Milliseconds after which an input hangs: far more than a slow one takes on a busy machine. */
const HANGS = 60_000;

interface Part {
  readonly seed: number;
  readonly target: string;
  readonly from: number;
  readonly to: number;
  /** Holds the index of the input that is being read. */
  readonly at: SharedArrayBuffer;
}

type Played = { readonly tally: Tally; readonly failure: Failure | undefined };

/** The thread that reads: apart, so that a hang can be seen and ended. */
let reader = isMainThread ? startReader() : undefined;
if (isMainThread) await fuzz();
else parentPort?.on('message', (part: Part) => parentPort?.postMessage(playPart(part)));

function startReader(): Worker {
  return new Worker(new URL(import.meta.url));
}

async function fuzz(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      target: { type: 'string' },
      only: { type: 'string' },
    },
  });
  const [runs, seed] = [Number(values.runs ?? 100_000), Number(values.seed ?? 1)];
  const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
  if (targets.length === 0) throw new Error(`no such target; there are: ${TARGETS.map(({ name }) => name).join(', ')}`);
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  console.log(`${'target'.padEnd(12)}    inputs  accepted  rejected  slowest ms  most MB`);
  let inputs = 0;
  for (const target of targets) {
    const only = values.only === undefined ? undefined : Number(values.only);
    const [from, to] = only === undefined ? [0, Math.ceil((runs * target.share) / shares)] : [only, only + 1];
    const { tally, failure } = await play(target, { seed, from, to });
    console.log(lineOf(target.name, tally));
    inputs += tally.inputs;
    if (failure !== undefined) tell(failure, seed);
  }
  await reader?.terminate();
  console.log(`${inputs} inputs with seed ${seed}.`);
}

function play({ name, draw }: Target, { seed, from, to }: Pick<Part, 'seed' | 'from' | 'to'>): Promise<Played> {
  const at = new SharedArrayBuffer(4);
  const index = new Int32Array(at);
  const worker = (reader ??= startReader());
  return new Promise((resolve, reject) => {
    let [seen, since] = [-1, performance.now()];
    const end = (played: Played): void => {
      clearInterval(watch);
      worker.off('error', reject);
      resolve(played);
    };
    const watch = setInterval(() => {
      const now = Atomics.load(index, 0);
      if (now !== seen) [seen, since] = [now, performance.now()];
      if (performance.now() - since < HANGS) return;
      reader = undefined;
      void worker.terminate();
      const input = draw(randomOf(seed, name, now));
      end({
        tally: { ...emptyTally(), inputs: now - from },
        failure: { target: name, index: now, input, why: 'it hangs' },
      });
    }, 1000);
    worker.once('message', end);
    worker.once('error', reject);
    worker.postMessage({ seed, target: name, from, to, at } satisfies Part);
  });
}

function playPart({ seed, target: name, from, to, at }: Part): Played {
  const target = TARGETS.find((one) => one.name === name)!;
  const current = new Int32Array(at);
  const tally = emptyTally();
  for (let index = from; index < to; index += 1) {
    Atomics.store(current, 0, index);
    const failure = playOne(target, { seed, index }, tally);
    if (failure !== undefined) return { tally, failure };
  }
  return { tally, failure: undefined };
}

function lineOf(name: string, { inputs, accepted, rejected, slowestMs, mostMb }: Tally): string {
  const cells = [inputs, accepted, rejected].map((count) => String(count).padStart(10)).join('');
  return `${name.padEnd(12)}${cells}${slowestMs.toFixed(1).padStart(12)}${mostMb.toFixed(1).padStart(9)}`;
}

function tell({ target, index, input, why }: Failure, seed: number): void {
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, `${target}-${seed}-${index}.txt`);
  writeFileSync(path, input);
  console.log(
    `\n${target}: input ${index} fails: ${why}\nIt is saved as ${path}. Again: npm run fuzz -- --target ${target} --seed ${seed} --only ${index}\n`,
  );
  process.exitCode = 1;
}
