// How often the whole product is wrong: real repositories with programs that fail by a seeded chance, judged by dist/cli.js.
// npm run bench:flaky [-- --times N] [-- --seed N] [-- --write]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { inWords } from '../verdict/wilson.js';
import { between } from '../verdict/write.js';
import { play, type Break, type Played } from './play.js';

const CLI = 'dist/cli.js';
const PAGE = 'docs/verdicts.md';
/** Shares of the pull requests that break nothing, one case, and one case by half. */
const STORIES = [
  { how: 'none', share: 0.5, name: 'nothing is broken' },
  { how: 'every-time', share: 0.25, name: 'one case fails every time' },
  { how: 'every-second-time', share: 0.25, name: 'one case fails every second time' },
] as const satisfies readonly { how: Break; share: number; name: string }[];

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
const folder = mkdtempSync(join(tmpdir(), 'formative-flaky-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
const lines: string[] = [];
try {
  for (const { how, share, name } of STORIES) {
    const all: Played[] = [];
    for (let at = 0; at < Math.round(times * share); at += 1)
      all.push(await play(CLI, how, { folder, seed: 1000 * Number(values.seed) + at }));
    lines.push(lineOf(name, how, all));
    console.error(lines.at(-1));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const head = ['Pull requests in which', 'Played', 'False alarm', 'Called broken', 'Left open', 'Let go', 'Trials each'];
const table = [row(head), row(head.map(() => '---')), ...lines].join('\n');
console.log(table);
if (values.write) {
  const command = `npm run bench:flaky -- --times ${times} --seed ${values.seed} --write`;
  writeFileSync(PAGE, between(readFileSync(PAGE, 'utf8'), 'played', `Made by \`${command}\`.\n\n${table}`));
}

function lineOf(name: string, how: Break, all: readonly Played[]): string {
  const rate = (is: (one: Played) => boolean): string =>
    inWords({ hits: all.filter((one) => is(one)).length, of: all.length });
  const trials = all.reduce((sum, one) => sum + one.trials, 0) / all.length;
  const of = (...kinds: string[]): string => (how === 'none' ? '' : rate(({ broken }) => kinds.includes(broken)));
  const left = how === 'none' ? rate(({ verdict }) => verdict === 'could-not-tell') : of('suspect', 'unmeasured');
  const cells = [of('broke'), left, of('passes', 'still-passes', 'flaky', 'still-fails'), trials.toFixed(1)];
  return row([name, String(all.length), rate(({ wrong }) => wrong > 0), ...cells]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
