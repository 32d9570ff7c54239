#!/usr/bin/env node
/**
 * What a trial costs over its program: starts /bin/true through runProgram and through `xargs -P`, both as wide as the
 * machine has cores, in turns, and prints the median ratio as one line of JSON.
 *
 * node scripts/bench/trials.mjs [trials] [rounds]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const trials = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 5);
const width = availableParallelism();
const root = join(import.meta.dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'formative-bench-'));
try {
  const bundle = join(folder, 'run-program.mjs');
  // By its program, not its library: what this process holds in memory makes every fork of it dearer.
  const source = join(root, 'src/edges/process/run-program.ts');
  const flags = ['--bundle', '--platform=node', '--format=esm', '--log-level=error', `--outfile=${bundle}`];
  const built = spawnSync(join(root, 'node_modules/.bin/esbuild'), [source, ...flags], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('esbuild could not bundle the process room');
  const { runProgram } = await import(pathToFileURL(bundle).href);
  await throughUs(runProgram, 10);
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours = await throughUs(runProgram, trials);
    pairs.push({ ours, xargs: throughXargs() });
  }
  const seconds = (key) => Number(median(pairs.map((pair) => pair[key])).toFixed(3));
  const ratio = Number(median(pairs.map(({ ours, xargs }) => ours / xargs)).toFixed(3));
  console.log(
    JSON.stringify({ bench: 'trials', trials, rounds, width, ours: seconds('ours'), xargs: seconds('xargs'), ratio }),
  );
} finally {
  rmSync(folder, { recursive: true });
}

async function throughUs(runProgram, count) {
  const begun = performance.now();
  let left = count;
  const lane = async (name) => {
    const temp = join(folder, name);
    const env = { PATH: '/usr/bin:/bin', HOME: temp, TMPDIR: temp, LANG: 'C.UTF-8', TERM: 'dumb', CI: 'true' };
    const program = {
      argv: ['/bin/true'],
      cwd: folder,
      env,
      stdin: '',
      timeout: 60,
      network: false,
      maxOutput: 1e6,
      writable: [temp],
    };
    while (left > 0) {
      left -= 1;
      const { ending } = await runProgram(program);
      if (ending.kind !== 'exited' || ending.code !== 0)
        throw new Error(`/bin/true ended as ${JSON.stringify(ending)}`);
    }
  };
  await Promise.all(Array.from({ length: width }, (_, index) => lane(`lane-${index}`)));
  return (performance.now() - begun) / 1000;
}

function throughXargs() {
  const begun = performance.now();
  const input = Array.from({ length: trials }, (_, index) => index).join('\n');
  const done = spawnSync('xargs', [`-P${width}`, '-n1', '/bin/true'], { input });
  if (done.status !== 0) throw new Error(`xargs failed: ${done.stderr}`);
  return (performance.now() - begun) / 1000;
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
