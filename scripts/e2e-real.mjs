#!/usr/bin/env node
// Pull requests made of published versions of real packages: a regression that the package's own change log admits has
// to be found, with the version that brought it, and a harmless upgrade has to be found harmless.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { play, prepare, readStories } from './real/story.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const USAGE = 'usage: node scripts/e2e-real.mjs [--only PACKAGE] [--keep]';

const { only, keep } = readFlags();
const stories = readStories(join(ROOT, '__tests__', 'real')).filter(
  (story) => only === undefined || story.package === only,
);
if (stories.length === 0) stop(`There is no story of "${only}".\n${USAGE}`);

const cli = join(ROOT, 'dist', 'cli.js');
if (!existsSync(cli)) stop(`${cli} does not exist: run \`npm run build\` first.`);

const folder = mkdtempSync(join(tmpdir(), 'formative-real-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (tidy(), process.exit(130)));

try {
  process.exitCode = (await playAll()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  tidy();
}

async function playAll() {
  let good = true;
  console.log(row(['package', 'versions', 'expected', 'got', 'seconds']));
  for (const story of stories) {
    const cache = join(folder, `${story.package}-packages`);
    mkdirSync(cache);
    const tarballs = await prepare(story, cache);
    for (const part of ['regression', 'harmless']) {
      const start = performance.now();
      const played = await play(story, part, { tarballs, folder, cli });
      console.log(row([story.package, ...cells(story[part], played), ((performance.now() - start) / 1000).toFixed(1)]));
      if (played.wrong.length > 0) explain(played);
      good &&= played.wrong.length === 0;
    }
  }
  return good;
}

function cells({ versions, introducedBy, changes }, { answer, introducedBy: blamed, wrong }) {
  const { verdict, counts } = answer.result;
  return [
    `${versions.at(0)} … ${versions.at(-1)}`,
    describe(changes.broke?.length ? 'broke' : 'nothing-broke', changes.broke?.length, [introducedBy]),
    `${describe(verdict ?? 'no result', counts?.broke, blamed)}${wrong.length > 0 ? ' (differs)' : ''}`,
  ];
}

function describe(verdict, broke, versions) {
  return broke ? `${verdict}: ${broke} with ${versions.join(', ') || 'no version named'}` : verdict;
}

function explain({ wrong, answer }) {
  for (const line of wrong) console.log(`  - ${line}`);
  const last = `${answer.stderr}`.trimEnd().split('\n').slice(-10);
  console.log(last.map((line) => `  | ${line}`).join('\n'));
}

function row(texts) {
  const widths = [10, 18, 22, 30, 7];
  return texts
    .map((text, index) => (index === 4 ? text.padStart(widths[index]) : text.padEnd(widths[index])))
    .join('  ');
}

function readFlags() {
  try {
    return parseArgs({ options: { only: { type: 'string' }, keep: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    return stop(`${error.message}\n${USAGE}`);
  }
}

function stop(message) {
  console.error(message);
  process.exit(2);
}

function tidy() {
  if (keep) console.error(`Kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
