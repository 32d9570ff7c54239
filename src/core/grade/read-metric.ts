import type { Metric } from '../evals/metric.js';
import type { Trial } from '../run/trial.js';
import { none, readNumber, type Reading } from './read-number.js';

/** What one good trial says of a metric. */
export function readMetric(trial: Trial, { from }: Metric): Reading {
  switch (from.kind) {
    case 'duration':
      return { kind: 'number', value: trial.duration };
    case 'cpu':
      return measured(trial.usage?.cpu);
    case 'peak-memory':
      return measured(trial.usage?.peakMemory);
    case 'stdout':
      return readNumber({ target: 'stdout', content: trial.stdout }, from.at);
    case 'file':
      return readFile(trial, from.path, from.at);
  }
}

function measured(value: number | undefined): Reading {
  if (value !== undefined) return { kind: 'number', value };
  return none('it could not be seen on this machine, or the program was gone too soon');
}

function readFile({ files }: Trial, path: string, at: Extract<Metric['from'], { kind: 'file' }>['at']): Reading {
  const file = files.find((one) => one.path === path);
  if (file === undefined || file.kind === 'missing') return none(`there is no ${path}`);
  if (file.kind === 'refused') return none(`${path} was refused: ${file.why}`);
  if (at.kind === 'size') return { kind: 'number', value: file.content.size };
  return readNumber({ target: path, content: file.content }, at);
}
