// How often the product's own decision is wrong, beside what is usual, over simulated pull requests that follow from a seed.
// npm run bench:verdict [-- --quick] [-- --write] [-- --times N] [-- --seed N]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { count } from './count.js';
import { fisherFive, majorityOfThree, oneRunEach, retryThrice } from './others.js';
import { formative } from './procedure.js';
import { SCENARIOS } from './scenarios.js';
import { missesOf, tablesOf, type Row } from './table.js';
import { between } from './write.js';

const METHODS = {
  Formative: formative,
  'one run each': oneRunEach,
  'retry three times': retryThrice,
  'majority of three': majorityOfThree,
  'Fisher 5+5': fisherFive,
} as const;
const PAGE = 'docs/verdicts.md';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    times: { type: 'string' },
    seed: { type: 'string', default: '20250607' },
  },
});
const times = Number(values.times ?? (values.quick ? 150 : 2000));
const rows = SCENARIOS.flatMap((scenario): readonly Row[] => {
  const share = scenario.part ?? 1;
  const drawn = { times: Math.max(1, Math.round(times * share)), seed: Number(values.seed) };
  console.error(scenario.name);
  return Object.entries(METHODS).map(([method, run]) => ({ scenario, method, counted: count(run, scenario, drawn) }));
});
const tables = tablesOf(rows);
console.log(tables);
const strict = times >= 1000;
const misses = rows.filter(({ method }) => method === 'Formative').flatMap((row) => missesOf(row, strict));
for (const miss of misses) console.error(`over its bar: ${miss}`);
if (values.write) {
  const command = `npm run bench:verdict -- --times ${times} --seed ${values.seed} --write`;
  writeFileSync(PAGE, between(readFileSync(PAGE, 'utf8'), 'simulated', `Made by \`${command}\`.\n\n${tables}`));
}
process.exitCode = misses.length === 0 ? 0 : 1;
