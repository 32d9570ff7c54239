import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inWords } from '../verdict/wilson.js';
import { playScene, type Named, type PlayedScene, type Scene, type Searched } from './real.js';
import { tableOf, type Drawn } from './tables.js';

const CLI = 'dist/cli.js';
const COMMITS = [3, 8, 20, 50];
/** Flake rates, and the runs of the case on base that are on record. */
const CASES = [
  { flake: 0, record: 0 },
  { flake: 0.02, record: 0 },
  { flake: 0.1, record: 0 },
  { flake: 0.3, record: 0 },
  { flake: 0.3, record: 20 },
];
/** Of the broken case on commits, where it never fails without a reason and 20 commits are searched. */
const MOST_RUNS = 8;
/** A setup runs once for each key that there is: base's, and the one from the first commit on. */
const KEYS = 2;

/** The same on real repositories, through the built product; whether a flaky run fails depends on what ran before it. */
export async function realTable({ times, seed }: { readonly times: number; readonly seed: number }): Promise<Drawn> {
  const folder = mkdtempSync(join(tmpdir(), 'formative-culprit-'));
  try {
    const rows: string[][] = [];
    const misses: string[] = [];
    for (const commits of COMMITS)
      for (const { flake, record } of CASES) {
        const all: PlayedScene[] = [];
        for (let at = 0; at < times; at += 1)
          all.push(await playScene(CLI, { commits, flake, record }, { folder, seed: seed + at }));
        const { cells, called } = rowOf(all);
        rows.push([String(commits), `${100 * flake} %`, String(record), ...cells]);
        misses.push(...missesOf({ commits, flake, record }, called));
        console.error(rows.at(-1)?.join('  '));
      }
    const head = [
      'Commits',
      'Flakes',
      'On record',
      'Broke',
      'Runs',
      'Runs for lines',
      'Setups',
      'Wrong commit',
      'Left open',
    ];
    return { table: tableOf([[...head, '`git bisect run` wrong', 'three of three wrong'], ...rows]), misses };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function missesOf({ commits, flake, record }: Scene, called: readonly Searched[]): readonly string[] {
  const most = (of: (one: Searched) => number): number => Math.max(0, ...called.map(of));
  const bars = [
    ...(commits === 20 && flake === 0
      ? [{ what: 'runs on commits', seen: most(({ runs }) => runs), bar: MOST_RUNS }]
      : []),
    { what: 'runs of other cases', seen: most(({ otherRuns }) => otherRuns), bar: 0 },
    { what: 'setups', seen: most(({ setups }) => setups), bar: KEYS },
  ];
  const name = `${commits} commits, ${flake}, ${record} on record, real`;
  return bars.flatMap(({ what, seen, bar }) => (seen > bar ? [`${name}: ${seen} ${what}, at most ${bar}`] : []));
}

function rowOf(all: readonly PlayedScene[]) {
  const called = all.flatMap(({ formative }) => formative ?? []);
  const share = (of: readonly Named[], said: Named['said']): string =>
    of.length === 0 ? '' : inWords({ hits: of.filter((one) => one.said === said).length, of: of.length });
  const mean = (numbers: readonly number[]): string =>
    numbers.length === 0 ? '' : (numbers.reduce((sum, one) => sum + one, 0) / numbers.length).toFixed(1);
  const bisected = [all.map(({ bisect }) => bisect), all.map(({ bisectThree }) => bisectThree)];
  const cells = [
    `${called.length} of ${all.length}`,
    mean(called.map(({ runs }) => runs)),
    mean(called.map(({ linesRuns }) => linesRuns)),
    mean(called.map(({ setups }) => setups)),
    share(called, 'wrong'),
    share(called, 'open'),
    ...bisected.map((of) => share(of, 'wrong')),
  ];
  return { cells, called };
}
