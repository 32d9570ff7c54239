// How well agents are recognised on the labelled examples. `--write` puts it into docs/agents.md, `--check` says whether it is there.
import { readFileSync, writeFileSync } from 'node:fs';

import { judgedExamples } from './examples.js';
import { tablesOf } from './tables.js';

const PAGE = 'docs/agents.md';
const [FROM, TO] = ['<!-- measured -->', '<!-- end of measured -->'];

const tables = tablesOf(judgedExamples());
const before = readFileSync(PAGE, 'utf8');
const [start, end] = [before.indexOf(FROM), before.indexOf(TO)];
if (start === -1 || end === -1) throw new Error(`${PAGE} has no place for what is measured`);
const after = `${before.slice(0, start + FROM.length)}\n\n${tables}\n\n${before.slice(end)}`;
if (process.argv.includes('--write')) writeFileSync(PAGE, after);
else if (!process.argv.includes('--check')) console.log(tables);
else if (after !== before) {
  console.error(`${PAGE} is stale: run \`npm run bench:agents -- --write\` and commit it.`);
  process.exitCode = 1;
}
