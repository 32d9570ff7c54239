import { amountWords } from '../compare/metric-words.js';
import { code, counted, own, say, type Inline, type Sentence } from './document.js';
import type { CaseResult } from './result.js';
import { CHANGE_WORDS } from './words.js';

type Metric = NonNullable<CaseResult['metric']>;

/** How the change of a case, or of a number, is named in front of it. */
export function leadOf({ change, metric }: CaseResult): Inline {
  if (metric !== undefined && change === 'broke') return own('Worse than base: ');
  if (metric !== undefined && change === 'suspect') return own('May be worse than base: ');
  return own(CHANGE_WORDS[change].answer);
}

/** What a change of a case, or of a number, means, in one plain sentence. */
export function meaningOf({ change, metric }: Pick<CaseResult, 'change' | 'metric'>): Inline {
  if (metric !== undefined && isOfNumbers(change)) return own(NUMBER_MEANS[change]);
  return own(CHANGE_WORDS[change].means);
}

const NUMBER_MEANS = {
  broke: 'It is worse than on base, by more than it may be.',
  suspect: 'It is worse than it may be, in too few trials to be sure.',
  flaky: 'It varies so much that no difference between the sides can be told.',
  blocked: 'Its trials fail on head, which gives no number.',
  'still-fails': 'Its trials fail on base too, which gives no number.',
  'still-passes': 'It is no worse than it may be.',
} as const satisfies Partial<Record<CaseResult['change'], string>>;

function isOfNumbers(change: CaseResult['change']): change is keyof typeof NUMBER_MEANS {
  return Object.hasOwn(NUMBER_MEANS, change);
}

/** ", `9.8 s` instead of `4.1 s`". */
export function insteadWords({ change, metric }: CaseResult): Sentence {
  if (change !== 'broke' || metric?.base === undefined || metric.head === undefined) return [];
  return say`, ${amount(metric.head, metric)} instead of ${amount(metric.base, metric)}`;
}

/** Base's number: "`4.1 s`, the middle of 9". */
export function baseNumber(metric: Metric, trials: number): Sentence {
  if (metric.base === undefined) return say`no number`;
  return say`${amount(metric.base, metric)}${middle(metric, trials)}`;
}

/** Head's number: "`9.8 s`, the middle of 9: 2.4 times as much, worse in 9 of 9 pairs". */
export function headNumber(metric: Metric, trials: number): Sentence {
  const { base, head, pairs, worse, noisy, improved } = metric;
  if (head === undefined) return say`no number`;
  const often = noisy && pairs > 1 && improved !== true ? say`, worse in ${worse} of ${counted(pairs, 'pair')}` : [];
  return say`${amount(head, metric)}${middle(metric, trials)}${ratio(base, head)}${often}`;
}

/** ": 12 % more". */
function ratio(base: number | undefined, head: number): Sentence {
  if (base === undefined || base <= 0 || head < 0 || base === head) return [];
  const times = head / base;
  if (times >= 1.5) return say`: ${digits(times)} times as much`;
  return say`: ${digits(100 * Math.abs(times - 1))} % ${times > 1 ? own('more') : own('less')}`;
}

function digits(value: number): number {
  return Number(value.toPrecision(value >= 1000 ? 4 : 3));
}

function middle({ noisy }: Metric, trials: number): Sentence {
  return noisy && trials > 1 ? say`, the middle of ${trials}` : [];
}

function amount(value: number, metric: Metric): Inline {
  return code(amountWords(value, metric), 60);
}
