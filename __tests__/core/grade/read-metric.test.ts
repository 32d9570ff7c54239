import { describe, expect, it } from '@jest/globals';

import type { MetricSource } from '../../../src/core/evals/metric.js';
import { readMetric } from '../../../src/core/grade/read-metric.js';
import { contentOf, EMPTY } from '../../../src/core/run/content.js';
import type { Trial } from '../../../src/core/run/trial.js';

function trial(stdout: string, more: Partial<Trial> = {}): Trial {
  const about = { unit: 'e/c', side: 'head', variant: 'judged', index: 0 } as const;
  const ending = { kind: 'exited', code: 0 } as const;
  return { ...about, ending, duration: 1.5, stdout: contentOf(stdout), stderr: EMPTY, files: [], ...more };
}

function read(from: MetricSource, of: Trial) {
  return readMetric(of, {
    name: 'm',
    from,
    better: 'lower',
    allow: { kind: 'amount', amount: 1 },
    unit: '',
    noisy: false,
  });
}

const PATH: MetricSource = { kind: 'stdout', at: { kind: 'json', path: '$.bytes' } };
const PATTERN: MetricSource = { kind: 'stdout', at: { kind: 'pattern', pattern: 'took (\\S+) ms' } };
const SIZE: MetricSource = { kind: 'file', path: 'dist/app.js', at: { kind: 'size' } };

describe('a number of a trial', () => {
  it.each([
    [PATH, trial('{"bytes": 12}'), 12],
    [PATTERN, trial('warm\ntook 3.25e1 ms\n'), 32.5],
    [SIZE, trial('', { files: [{ kind: 'regular', path: 'dist/app.js', content: contentOf('four') }] }), 4],
    [{ kind: 'duration' }, trial(''), 1.5],
    [{ kind: 'cpu' }, trial('', { usage: { cpu: 0.2 } }), 0.2],
    [{ kind: 'peak-memory' }, trial('', { usage: { cpu: 0.2, peakMemory: 4096 } }), 4096],
  ] as const)('%j', (from, of, value) => {
    expect(read(from, of)).toEqual({ kind: 'number', value });
  });

  it.each([
    [PATH, trial('no json'), /^stdout is not JSON/],
    [PATH, trial('{"bytes": "12"}'), 'stdout: $.bytes is "12", expected a number'],
    [PATH, trial('{"bytes": 1e999}'), /expected a number$/],
    [PATH, trial('{}'), 'stdout: $.bytes finds 0 values, expected one number'],
    [PATTERN, trial('done'), /^stdout does not match/],
    [PATTERN, trial('took 1 ms\ntook 2 ms'), /more than once$/],
    [PATTERN, trial('took Infinity ms'), /"Infinity" is not a number$/],
    [PATTERN, trial('took 0x10 ms'), /"0x10" is not a number$/],
    [SIZE, trial(''), 'there is no dist/app.js'],
    [
      SIZE,
      trial('', { files: [{ kind: 'refused', path: 'dist/app.js', why: 'a link' }] }),
      'dist/app.js was refused: a link',
    ],
    [{ kind: 'cpu' }, trial(''), /could not be seen/],
    [{ kind: 'peak-memory' }, trial('', { usage: { cpu: 0 } }), /could not be seen/],
  ] as const)('is none for %j, and says why', (from, of, why) => {
    expect(read(from, of)).toEqual({ kind: 'none', why: typeof why === 'string' ? why : expect.stringMatching(why) });
  });
});
