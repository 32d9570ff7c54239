#!/usr/bin/env node
// What the product costs, beside the barest program that does the same, as JSON lines; exits 1 when any is over its bar.
// node scripts/bench.mjs [--only trials|start|reporting|sandbox] [--rounds N]
//
// Ratios are taken within one run, contenders in turns, and their median is told: a busy machine meets all alike. `load` is the
// machine's load before the measurement; far above 0 the seconds say little.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reporting } from './bench/reporting.mjs';
import { rounded } from './bench/rounds.mjs';
import { sandbox } from './bench/sandbox.mjs';
import { start } from './bench/start.mjs';
import { trials } from './bench/trials.mjs';

const BENCHES = { start, reporting, trials, sandbox };

const { only, rounds } = readFlags();
const built = join(import.meta.dirname, '../dist');
if (!existsSync(join(built, 'cli.js'))) stop('dist/cli.js is not built: run `npm run build` first.');

const folder = mkdtempSync(join(tmpdir(), 'formative-bench-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (tidy(), process.exit(130)));
try {
  // A copy: a build that comes in between must not change what is measured.
  cpSync(built, join(folder, 'dist'), { recursive: true });
  const cli = join(folder, 'dist/cli.js');
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only !== undefined && name !== only) continue;
    const load = rounded(loadavg()[0]);
    const found = await bench({ folder, cli, rounds });
    console.log(JSON.stringify({ bench: name, ...found, rounds, load, node: process.versions.node }));
    if (!found.ok) process.exitCode = 1;
  }
} finally {
  tidy();
}

function readFlags() {
  const names = Object.keys(BENCHES);
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, rounds: { type: 'string', default: '3' } } });
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 3) return stop(`--rounds: expected a whole number from 3 on`);
    if (values.only !== undefined && !names.includes(values.only))
      return stop(`--only: expected ${names.join(', ')}, got "${values.only}"`);
    return { only: values.only, rounds };
  } catch (error) {
    return stop(error.message);
  }
}

function stop(message) {
  console.error(message);
  process.exit(2);
}

function tidy() {
  rmSync(folder, { recursive: true, force: true });
}
