import { randomOf } from '../verdict/random.js';
import { inWords, type Rate } from '../verdict/wilson.js';
import { formative, gitBisect, historyOf, type Answer, type History, type Setting } from './commits.js';
import { searchHunks } from './hunks.js';

const METHODS: Readonly<Record<string, (history: History, setting: Setting) => Answer>> = {
  Formative: formative,
  '`git bisect run`': gitBisect(1),
  '`git bisect run`, bad when three of three fail': gitBisect(3),
};

/** Mean runs that the study of the method found (two-sided search), where it has a row. */
const STUDIED = new Map([
  ['3 0', 3.4],
  ['3 0.02', 3.5],
  ['8 0', 5.3],
  ['8 0.02', 5.7],
  ['8 0.1', 7.6],
  ['8 0.3', 11.9],
  ['20 0.02', 7.3],
  ['20 0.1', 9.5],
  ['50 0.02', 9.1],
  ['50 0.3', 18.1],
]);
/** How far above the study the mean may lie; below is welcome. */
const SLACK = 1.15;
const MOST_WRONG = 0.01;
const MOST_TESTS = 15;

export interface Drawn {
  readonly table: string;
  /** What lies over its bar. */
  readonly misses: readonly string[];
}

interface Sample {
  readonly times: number;
  readonly seed: number;
}

/** Which commit: one table for breaks that fail every time, one for those that fail in 60 % of runs. */
export function commitTable(breaks: number, { times, seed }: Sample): Drawn {
  const misses: string[] = [];
  const rows = [3, 8, 20, 50].flatMap((commits) =>
    [0, 0.02, 0.1, 0.3].flatMap((flake) =>
      Object.entries(METHODS).map(([method, run]) => {
        const played = play({ commits, flake, breaks }, { times, seed }, run);
        if (method === 'Formative')
          misses.push(...missesOf(`${commits} commits, ${flake}`, played, STUDIED.get(`${commits} ${flake}`)));
        const { mean, p95, wrong, open } = played;
        return [
          String(commits),
          `${100 * flake} %`,
          method,
          `${mean.toFixed(1)} (${p95})`,
          inWords(wrong),
          inWords(open),
        ];
      }),
    ),
  );
  const head = ['Commits', 'Flakes', 'Method', 'Runs (95 %)', 'Wrong commit', 'Left open'];
  return { table: tableOf([head, ...rows]), misses };
}

interface Played {
  readonly mean: number;
  readonly p95: number;
  readonly wrong: Rate;
  readonly open: Rate;
}

function play(setting: Setting, { times, seed }: Sample, run: (history: History, setting: Setting) => Answer): Played {
  const random = randomOf(seed);
  const answers = Array.from({ length: times }, () => {
    const history = historyOf(setting, random);
    return { history, ...run(history, setting) };
  });
  const runs = answers.map((one) => one.runs).sort((one, other) => one - other);
  const open = answers.filter(({ culprit }) => culprit === undefined).length;
  const right = answers.filter(({ culprit, history }) => culprit === history.culprit).length;
  return {
    mean: runs.reduce((sum, one) => sum + one, 0) / times,
    p95: runs[Math.ceil(times * 0.95) - 1] ?? 0,
    wrong: { hits: times - open - right, of: times },
    open: { hits: open, of: times },
  };
}

function missesOf(name: string, { mean, wrong }: Played, studied: number | undefined): readonly string[] {
  const share = wrong.hits / wrong.of;
  return [
    ...(share > MOST_WRONG ? [`${name}: wrong commit ${inWords(wrong)}, at most ${100 * MOST_WRONG} %`] : []),
    ...(studied !== undefined && mean > SLACK * studied
      ? [`${name}: ${mean.toFixed(1)} runs, at most ${(SLACK * studied).toFixed(1)}`]
      : []),
  ];
}

/** Which lines: tests for one hunk among many. */
export function hunkTable({ times, seed }: Sample): Drawn {
  const misses: string[] = [];
  const rows = [5, 10, 20, 50].map((hunks) => {
    const random = randomOf(seed);
    const all = Array.from({ length: times }, () => searchHunks(hunks, random));
    const tests = all.map((one) => one.tests);
    const most = Math.max(...tests);
    const wrong = all.filter(({ right }) => !right).length;
    if (most > MOST_TESTS || wrong > 0)
      misses.push(`${hunks} hunks: ${most} tests, at most ${MOST_TESTS}; ${wrong} wrong`);
    const mean = tests.reduce((sum, one) => sum + one, 0) / times;
    return [String(hunks), mean.toFixed(1), String(most), inWords({ hits: wrong, of: times })];
  });
  return { table: tableOf([['Hunks', 'Tests', 'Most tests', 'Wrong lines'], ...rows]), misses };
}

/** A table in Markdown; its first row is the head. */
export function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
