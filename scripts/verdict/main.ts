// How often the product's own decision is wrong, beside what is usual, over simulated pull requests that follow from a seed.
// npm run bench:verdict [-- --judged] [-- --numbers] [-- --quick] [-- --write] [-- --times N] [-- --seed N]
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { count } from './count.js';
import { fisherFive, majorityOfThree, oneRunEach, retryThrice } from './others.js';
import { judgedTable } from './judged-table.js';
import { metricsTable } from './metrics-table.js';
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
    judged: { type: 'boolean', default: false },
    numbers: { type: 'boolean', default: false },
    times: { type: 'string' },
    seed: { type: 'string', default: '20250607' },
  },
});
const times = Number(values.times ?? (values.quick ? 150 : 2000));
const seed = Number(values.seed);
/** The parts that are asked for; all of them where none is. */
const all = !values.judged && !values.numbers;
const misses = [
  ...(all ? playEvals() : []),
  ...(all || values.judged ? playJudged() : []),
  ...(all || values.numbers ? playNumbers() : []),
];
for (const miss of misses) console.error(`over its bar: ${miss}`);
process.exitCode = misses.length === 0 ? 0 : 1;

/** Cases that programs decide; answers what is over its bar. */
function playEvals(): readonly string[] {
  const rows = SCENARIOS.flatMap((scenario): readonly Row[] => {
    const drawn = { times: Math.max(1, Math.round(times * (scenario.part ?? 1))), seed };
    console.error(scenario.name);
    return Object.entries(METHODS).map(([method, run]) => ({ scenario, method, counted: count(run, scenario, drawn) }));
  });
  show('simulated', '', tablesOf(rows));
  const strict = times >= 1000;
  return rows.filter(({ method }) => method === 'Formative').flatMap((row) => missesOf(row, strict));
}

/** Cases that a language model judges. */
function playJudged(): readonly string[] {
  console.error('judged by a language model');
  const { text, misses } = judgedTable({ times, seed });
  show('judged', '--judged ', text);
  return misses;
}

/** Numbers that noise makes vary. */
function playNumbers(): readonly string[] {
  console.error('numbers');
  const { text, misses } = metricsTable({ times, seed });
  show('measured', '--numbers ', text);
  return misses;
}

function show(part: string, option: string, tables: string): void {
  console.log(tables);
  if (!values.write) return;
  const command = `npm run bench:verdict -- ${option}--times ${times} --seed ${values.seed} --write`;
  writeFileSync(PAGE, between(readFileSync(PAGE, 'utf8'), part, `Made by \`${command}\`.\n\n${tables}`));
}
