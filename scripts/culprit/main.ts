// How often the search for a commit and for its lines is wrong, and what it costs, beside git bisect; all of it follows from a seed.
// npm run bench:culprit [-- --quick] [-- --write] [-- --check] [-- --times N] [-- --real N] [-- --seed N]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { between } from '../verdict/write.js';
import { realTable } from './real-table.js';
import { commitTable, hunkTable, type Drawn } from './tables.js';

const PAGE = 'docs/diagnosis.md';
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    times: { type: 'string' },
    real: { type: 'string' },
    seed: { type: 'string', default: '20250607' },
  },
});
/** Simulated pull requests a row; 0 leaves their tables as they are, as 0 real ones do theirs. */
const times = Number(values.times ?? (values.quick ? 50 : 300));
/** Real repositories a row. Chance is the machine's there too: no page can be compared with them. */
const real = Number(values.real ?? (values.quick || values.check ? 0 : 10));
const sample = { times, seed: Number(values.seed) };
const parts: Readonly<Record<string, Drawn>> =
  times === 0
    ? {}
    : { commits: commitTable(1, sample), 'wavering breaks': commitTable(0.6, sample), hunks: hunkTable(sample) };
/** A break that wavers is expected to be harder than the bars allow. */
const BARRED = ['commits', 'hunks'];

const realPart = real > 0 ? await realTable({ times: real, seed: sample.seed }) : undefined;

const command = `npm run bench:culprit -- --times ${times} --seed ${values.seed} --write`;
const before = readFileSync(PAGE, 'utf8');
let page = before;
for (const [part, { table }] of Object.entries(parts)) {
  console.log(`${table}\n`);
  page = between(page, part, `Made by \`${command}\`, ${times} pull requests a row.\n\n${table}`);
}
if (realPart !== undefined) {
  console.log(`${realPart.table}\n`);
  const how = `npm run bench:culprit -- --real ${real} --seed ${values.seed} --write`;
  page = between(page, 'real repositories', `Made by \`${how}\`, ${real} repositories a row.\n\n${realPart.table}`);
}
if (values.write) writeFileSync(PAGE, page);
const stale = values.check && page !== before ? [`${PAGE} is not what this makes: run it with --write`] : [];
// A few dozen pull requests cannot tell a rate of 1 %.
const misses = [
  ...stale,
  ...(realPart?.misses ?? []),
  ...(times >= 300 ? BARRED.flatMap((part) => parts[part]?.misses ?? []) : []),
];
for (const miss of misses) console.error(`over its bar: ${miss}`);
process.exitCode = misses.length === 0 ? 0 : 1;
