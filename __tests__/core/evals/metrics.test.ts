import { describe, expect, it } from '@jest/globals';

import { commandOf, mistakesIn } from './files.js';

const TWO = `run: [node, bench.js]
metrics:
  bytes: { from: { stdout: $.bytes }, better: lower, allow: 1%, unit: bytes }
  time: { from: duration, better: lower, allow: 50ms }
cases:
  small: {}
  large:
    metrics:
      time: { from: { stdout: { matches: "took ([0-9.]+)" } }, better: lower, allow: 10%, noisy: true }
      score: { from: { file: out.json, json: $.score }, better: higher, allow: 0 }
      size: { from: { file: ./dist/app.js }, better: lower, allow: 0% }
`;

describe('metrics of a command', () => {
  it('are those of the eval, and of the case where it sets them', () => {
    const { cases } = commandOf(TWO);
    const bytes = {
      name: 'bytes',
      from: { kind: 'stdout', at: { kind: 'json', path: '$.bytes' } },
      better: 'lower',
      allow: { kind: 'share', share: 0.01 },
      unit: 'bytes',
      noisy: false,
    };
    const time = { name: 'time', better: 'lower', unit: '', noisy: true };
    const exact = { unit: '', noisy: false };
    expect(cases.map(({ name, metrics }) => [name, metrics])).toEqual([
      ['small', [bytes, { ...time, from: { kind: 'duration' }, allow: { kind: 'amount', amount: 0.05 } }]],
      [
        'large',
        [
          bytes,
          {
            ...time,
            from: { kind: 'stdout', at: { kind: 'pattern', pattern: 'took ([0-9.]+)' } },
            allow: { kind: 'share', share: 0.1 },
          },
          {
            ...exact,
            name: 'score',
            from: { kind: 'file', path: 'out.json', at: { kind: 'json', path: '$.score' } },
            better: 'higher',
            allow: { kind: 'amount', amount: 0 },
          },
          {
            ...exact,
            name: 'size',
            from: { kind: 'file', path: 'dist/app.js', at: { kind: 'size' } },
            better: 'lower',
            allow: { kind: 'share', share: 0 },
          },
        ],
      ],
    ]);
  });

  it('are absent from a case without any', () => {
    expect(commandOf('run: [x]\n').cases[0]).not.toHaveProperty('metrics');
  });
});

const one = (metric: string): string => `run: [x]\nmetrics:\n  m: ${metric}\n`;

describe('mistakes in metrics, each with its place', () => {
  it.each([
    ['{ from: duration, better: lower }', '3:6: `allow` is missing, expected a share such as 5%'],
    ['{ from: time, better: lower, allow: 1% }', '3:14: `from`: expected `duration`, `cpu`, `peak-memory`'],
    ['{ from: duration, better: less, allow: 1% }', '3:32: `better`: expected `lower` or `higher`, got "less"'],
    ['{ from: duration, better: lower, allow: -1 }', '3:46: `allow`: expected a share such as 5%'],
    ['{ from: duration, better: lower, allow: 0% }', '3:46: `allow`: expected more than 0: a noisy number'],
    ['{ from: cpu, better: higher, allow: 100% }', '3:42: `allow`: expected less than 100%'],
    ['{ from: cpu, better: lower, allow: 1%, noisy: false }', '3:52: `noisy`: expected no `noisy: false`'],
    ['{ from: { stdout: bytes }, better: lower, allow: 0 }', '3:24: `stdout`: expected a JSONPath'],
    ['{ from: { stdout: { matches: "[0-9]+" } }, better: lower, allow: 0 }', '`matches`: expected exactly one group'],
    ['{ from: { file: ../x }, better: lower, allow: 0 }', '`file`: expected a path inside the repository'],
    ['{ from: { file: x, json: $.a, matches: "(a)" }, better: lower, allow: 0 }', 'expected `json` or `matches`'],
    ['{ form: duration, better: lower, allow: 1% }', '`form` is not a field here, did you mean `from`?'],
  ])('%s', (metric, mistake) => {
    expect(mistakesIn({ 'a.yml': one(metric) }).join('\n')).toContain(mistake);
  });

  it('a suite has none', () => {
    const text = 'suite: jest\nmetrics: { m: { from: duration, better: lower, allow: 10% } }\n';
    expect(mistakesIn({ 'a.yml': text })).toEqual([
      'evals/a.yml:2:1: `metrics` go with a command: measure what a suite tests by a command of its own',
    ]);
  });

  it('a name is lower-case', () => {
    expect(mistakesIn({ 'a.yml': one('{}').replace('m:', 'M:') }).join('\n')).toContain('3:3: `M`: expected a name');
  });
});
