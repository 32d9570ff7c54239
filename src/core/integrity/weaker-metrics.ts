import type { Metric } from '../evals/metric.js';
import type { Loosened } from './weaker-grader.js';

/** Numbers of a case that may now get worse, or no longer count at all. */
export function weakerMetrics(base: readonly Metric[] = [], head: readonly Metric[] = []): readonly Loosened[] {
  const after = new Map(head.map((metric) => [metric.name, metric]));
  return base.flatMap((was): readonly Loosened[] => {
    const of = `metric ${was.name}`;
    const is = after.get(was.name);
    if (is === undefined) return [{ of, was: 'a metric', is: 'gone' }];
    return [
      ...(is.better !== was.better ? [{ of: `${of} better`, was: was.better, is: is.better }] : []),
      ...(sourceOf(is) !== sourceOf(was) ? [{ of: `${of} from`, was: sourceOf(was), is: sourceOf(is) }] : []),
      ...(allowsMore(was, is) ? [{ of: `${of} allow`, was: allowOf(was), is: allowOf(is) }] : []),
      ...(is.noisy && !was.noisy ? [{ of: `${of} noisy`, was: 'false', is: 'true' }] : []),
    ];
  });
}

/** A share and an amount cannot be compared: another kind counts as more. */
function allowsMore({ allow: was }: Metric, { allow: is }: Metric): boolean {
  if (was.kind === 'share' && is.kind === 'share') return is.share > was.share;
  return was.kind !== 'amount' || is.kind !== 'amount' || is.amount > was.amount;
}

function allowOf({ allow }: Metric): string {
  return allow.kind === 'share' ? `${Number((100 * allow.share).toPrecision(6))}%` : `${allow.amount}`;
}

function sourceOf({ from }: Metric): string {
  if (from.kind === 'stdout') return `stdout ${placeOf(from.at)}`;
  return from.kind === 'file' ? `${from.path} ${placeOf(from.at)}` : from.kind;
}

function placeOf(at: Extract<Metric['from'], { kind: 'file' }>['at']): string {
  if (at.kind === 'size') return 'size';
  return at.kind === 'json' ? at.path : at.pattern;
}
