import type { CaseInput } from './case-schema.js';
import type { Metric, MetricSource } from './metric.js';
import { amountOf, isShare, type MetricInput } from './metric-schema.js';
import { tidyPath } from './paths.js';

/** A case's metrics: those of its eval, and its own; a name that both use is the case's. */
export function resolveMetrics(ofCase: CaseInput['metrics'], ofEval: readonly Metric[] = []): readonly Metric[] {
  const own = Object.entries(ofCase ?? {}).map(([name, input]) => metricOf(name, input));
  const byName = new Map([...ofEval, ...own].map((metric) => [metric.name, metric]));
  return [...byName.values()];
}

function metricOf(name: string, { from, better, allow, unit, noisy }: MetricInput): Metric {
  const amount = amountOf(allow);
  return {
    name,
    from: sourceOf(from),
    better,
    allow: isShare(allow) ? { kind: 'share', share: amount } : { kind: 'amount', amount },
    unit: unit ?? '',
    noisy: noisy ?? typeof from === 'string',
  };
}

function sourceOf(from: MetricInput['from']): MetricSource {
  if (typeof from === 'string') return { kind: from };
  if ('stdout' in from) {
    const { stdout } = from;
    return {
      kind: 'stdout',
      at: typeof stdout === 'string' ? { kind: 'json', path: stdout } : { kind: 'pattern', pattern: stdout.matches },
    };
  }
  const { file, json, matches } = from;
  const path = tidyPath(file);
  if (json !== undefined) return { kind: 'file', path, at: { kind: 'json', path: json } };
  if (matches !== undefined) return { kind: 'file', path, at: { kind: 'pattern', pattern: matches } };
  return { kind: 'file', path, at: { kind: 'size' } };
}
