import { countMetrics, type MetricCount, type MetricScenario } from './metrics.js';
import { DRIFTING, HEAVY, LOW } from './noise.js';
import { inWords, wilson } from './wilson.js';

const CHANGES = [
  { change: 'nothing', times: 1, changed: 'all' },
  { change: 'all 2 % slower', times: 1.02, changed: 'all' },
  { change: 'one 10 % slower', times: 1.1, changed: 'one' },
  { change: 'one 50 % slower', times: 1.5, changed: 'one' },
  { change: 'one twice as slow', times: 2, changed: 'one' },
] as const;

export const METRICS: readonly MetricScenario[] = [LOW, HEAVY, DRIFTING].flatMap((noise) =>
  CHANGES.map((change) => ({ noise, ...change })),
);

const HEAD = [
  'What changed',
  'Noise',
  'False alarm per number',
  'False alarm per pull request',
  'Found',
  'Left open',
  'Pairs of a number',
];

/** What noise does to numbers, as Markdown, and what is over its bar. */
export function metricsTable(drawn: { readonly times: number; readonly seed: number }) {
  const rows = METRICS.map((scenario) => ({ scenario, counted: countMetrics(scenario, drawn) }));
  const lines = rows.map(({ scenario, counted }) => cellsOf(scenario, counted));
  const text = [HEAD, HEAD.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  return { text, misses: rows.flatMap(missesOf) };
}

function cellsOf({ change, noise, times }: MetricScenario, counted: MetricCount): readonly string[] {
  const { wrong, wrongPullRequests, found, open, pairs } = counted;
  return [
    change,
    noise.name,
    inWords(wrong),
    inWords(wrongPullRequests),
    inWords(found),
    inWords(open),
    times === 1 ? pairs.same.toFixed(1) : pairs.changed.toFixed(1),
  ];
}

/** Share of pull requests in which a number may be called worse that is not, and of doubled numbers that may be missed. */
const MOST_ALARMS = 0.01;
const MOST_MISSED = 0.01;

function missesOf({ scenario, counted }: { scenario: MetricScenario; counted: MetricCount }): readonly string[] {
  const name = `numbers, ${scenario.change}, noise ${scenario.noise.name}`;
  const { wrongPullRequests, found } = counted;
  const missed = { hits: found.of - found.hits, of: found.of };
  return [
    ...(wilson(wrongPullRequests).low > MOST_ALARMS ? [`${name}: false alarms`] : []),
    ...(scenario.times >= 2 && wilson(missed).low > MOST_MISSED ? [`${name}: missed`] : []),
  ];
}
