import type { Counted } from './count.js';
import type { Limit, Playing } from './scenarios.js';
import { inWords, wilson } from './wilson.js';

export interface Row {
  readonly scenario: Playing;
  readonly method: string;
  readonly counted: Counted;
}

const HEAD = [
  'Method',
  'False alarm per pull request',
  'Breaks missed',
  'Left open, of sound ones',
  'Extra runs',
  'Rounds',
];

/** One table for each scenario, as Markdown. */
export function tablesOf(rows: readonly Row[]): string {
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  return scenarios
    .map((scenario) => {
      const lines = rows.filter((row) => row.scenario === scenario).map(lineOf);
      const about = `${counted(lines.length === 0 ? 0 : playedIn(rows, scenario))} pull requests of ${scenario.evals} evals`;
      return [`### ${upper(scenario.name)}`, '', `${about}.`, '', row(HEAD), row(HEAD.map(() => '---')), ...lines].join(
        '\n',
      );
    })
    .join('\n\n');
}

/** How far a mean over few pull requests may lie above its limit. */
const SLACK = 1.25;

/** What a row misses of its limits; on few pull requests only what chance does not explain. */
export function missesOf({ scenario, counted }: Row, strict: boolean): readonly string[] {
  return scenario.limits.flatMap((limit) => {
    const found = limit.of(counted);
    const value =
      typeof found === 'number' ? (strict ? found : found / SLACK) : strict ? found.hits / found.of : wilson(found).low;
    return value <= limit.most ? [] : [describe(scenario, limit, found)];
  });
}

function describe({ name }: Playing, { what, most }: Limit, found: ReturnType<Limit['of']>): string {
  const limit = typeof found === 'number' ? String(most) : `${100 * most} %`;
  return `${name}: ${what} ${typeof found === 'number' ? found.toFixed(2) : inWords(found)}, at most ${limit}`;
}

function lineOf({ method, counted: it }: Row): string {
  const missed = it.missed.of === 0 ? '' : inWords(it.missed);
  const slipped =
    method === 'Formative' && it.missed.hits > 0 ? `, ${inWords(it.slipped)} failed once and were let go` : '';
  const open = method === 'Formative' ? inWords(it.leftOpen) : '';
  const name = method === 'Formative' ? '**Formative**' : method;
  return row([name, inWords(it.falseAlarms), `${missed}${slipped}`, open, it.extra.toFixed(1), it.rounds.toFixed(1)]);
}

function playedIn(rows: readonly Row[], scenario: Playing): number {
  return rows.find((it) => it.scenario === scenario)?.counted.falseAlarms.of ?? 0;
}

function counted(number: number): string {
  return number.toLocaleString('en');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
