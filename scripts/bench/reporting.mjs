import { join } from 'node:path';
import { median, rounded, secondsOf } from './rounds.mjs';

const ROOT = join(import.meta.dirname, '../..');
const BARS = { seconds: 1, megabytes: 300 };

/** Compares and reports 10,000 cases in a fresh process: the seconds of the work itself, and of the whole process, with the most memory it ever held. */
export async function reporting({ folder, rounds }) {
  const program = join(folder, 'ten-thousand.mjs');
  const source = join(import.meta.dirname, 'ten-thousand.ts');
  const flags = ['--bundle', '--platform=node', '--format=esm', '--log-level=error', `--outfile=${program}`];
  const banner = "--banner:js=import{createRequire as r}from'node:module';const require=r(import.meta.url);";
  await secondsOf([join(ROOT, 'node_modules/.bin/esbuild'), source, ...flags, banner]);
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    const { seconds: whole, said } = await secondsOf([process.execPath, program]);
    found.push({ whole, ...JSON.parse(said) });
  }
  const middle = (key) => rounded(median(found.map((one) => one[key])));
  const [seconds, whole, cpu, megabytes] = ['seconds', 'whole', 'cpu', 'megabytes'].map(middle);
  const { cases, kinds, bytes } = found[0];
  const ok = seconds <= BARS.seconds && megabytes <= BARS.megabytes;
  return { cases, kinds, bytes, seconds, whole, cpu, megabytes, bar: BARS, ok };
}
