import type { Metric } from '../evals/metric.js';
import type { MetricComparison } from './change.js';

/** "9.8 s on head, 4.1 s on base: 2.4 times as much, worse in 8 of 8 pairs". */
export function comparedWords(it: MetricComparison): string {
  const { base, head } = it;
  if (base === undefined && head === undefined) return 'no number on either side';
  if (head === undefined) return `no number on head, ${amountWords(base ?? 0, it)} on base`;
  if (base === undefined) return `${amountWords(head, it)} on head, no number on base`;
  return `${amountWords(head, it)} on head, ${amountWords(base, it)} on base${ratioWords(base, head)}${oftenWords(it)}`;
}

/** A number as people read it, with its unit: "9.8 s", "41 ms", "1.2 MB", "1,032 bytes". */
export function amountWords(value: number, { unit, noisy }: Pick<MetricComparison, 'unit' | 'noisy'>): string {
  if (unit === 's') return Math.abs(value) < 1 ? `${short(value * 1000)} ms` : `${short(value)} s`;
  if (unit === 'bytes' && noisy) return bytesWords(value);
  return `${noisy ? short(value) : whole(value)}${unit === '' ? '' : ` ${unit}`}`;
}

/** ": 2.4 times as much", ": 12 % less". */
function ratioWords(base: number, head: number): string {
  if (base <= 0 || head < 0 || base === head) return '';
  const ratio = head / base;
  if (ratio >= 1.5) return `: ${short(ratio)} times as much`;
  return `: ${short(100 * Math.abs(ratio - 1))} % ${ratio > 1 ? 'more' : 'less'}`;
}

/** How often it is worse, of at least two; where it never is, only what improved says how often. */
function oftenWords({ noisy, pairs, worse, improved }: MetricComparison): string {
  if (pairs < 2 || (worse === 0 && improved !== true)) return '';
  const [way, count] = improved === true ? ['better', pairs] : ['worse', worse];
  return `, ${way} in ${count} of ${pairs} ${noisy ? 'pairs' : 'trials'}`;
}

/** "at most 10 % more", "at most 64 bytes less". */
export function allowedWords({ allow, better }: Metric, unit: string): string {
  const way = better === 'lower' ? 'more' : 'less';
  if (allow.kind === 'share')
    return allow.share === 0 ? `nothing ${way}` : `at most ${short(100 * allow.share)} % ${way}`;
  return allow.amount === 0 ? `nothing ${way}` : `at most ${amountWords(allow.amount, { unit, noisy: false })} ${way}`;
}

function bytesWords(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value))) / 3)));
  return `${short(value / 1000 ** at)} ${units[at] ?? ''}`;
}

/** Three digits that count. */
function short(value: number): string {
  return whole(isHuge(value) ? value : Number(value.toPrecision(Math.abs(value) >= 1000 ? 4 : 3)));
}

function isHuge(value: number): boolean {
  return Math.abs(value) >= 1e15;
}

function whole(value: number): string {
  return isHuge(value) ? value.toExponential(3) : value.toLocaleString('en', { maximumFractionDigits: 12 });
}
