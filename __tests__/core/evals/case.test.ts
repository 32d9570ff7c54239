import { describe, expect, it } from '@jest/globals';
import { caseOf, commandOf } from './files.js';

const graders = (flow: string, others: Readonly<Record<string, string>> = {}) => caseOf(flow, others).graders;

describe('exit', () => {
  it.each([
    ['{}', { kind: 'codes', codes: [0] }],
    ['{ exit: 3 }', { kind: 'codes', codes: [3] }],
    ['{ exit: [0, 1] }', { kind: 'codes', codes: [0, 1] }],
    ['{ exit: nonzero }', { kind: 'nonzero' }],
    ['{ exit: any }', { kind: 'any' }],
    ['{ exit: same-as-base }', { kind: 'same-as-base' }],
  ])('%s', (flow, expected) => {
    expect(graders(flow).exit).toEqual(expected);
  });
});

describe('graders of a text', () => {
  it.each([
    ['x', [{ kind: 'equals', value: 'x' }]],
    ['""', [{ kind: 'equals', value: '' }]],
    ['{ equals: x }', [{ kind: 'equals', value: 'x' }]],
    [
      '{ contains: x, not-contains: [y, z] }',
      [
        { kind: 'contains', values: ['x'] },
        { kind: 'not-contains', values: ['y', 'z'] },
      ],
    ],
    ['{ matches: "(?i)^a" }', [{ kind: 'matches', pattern: '(?i)^a' }]],
    ['{ json-schema: { type: object } }', [{ kind: 'json-schema', schema: { type: 'object' } }]],
    ['{ json-schema: true }', [{ kind: 'json-schema', schema: true }]],
    ['{ snapshot: _s/a.txt }', [{ kind: 'snapshot', file: 'evals/_s/a.txt', content: 'good\n' }]],
    ['{ same-as-base: true }', [{ kind: 'same-as-base', ignore: [] }]],
    ['{ same-as-base: { ignore: ["\\\\d+ms"] } }', [{ kind: 'same-as-base', ignore: ['\\d+ms'] }]],
  ])('%s', (flow, expected) => {
    expect(graders(`{ stdout: ${flow} }`, { '_s/a.txt': 'good\n' }).stdout).toEqual(expected);
  });

  it('judges files by tidy paths', () => {
    expect(graders('{ output-files: { ./out//a.txt: x, b: { contains: y } } }').files).toEqual([
      { path: 'out/a.txt', graders: [{ kind: 'equals', value: 'x' }] },
      { path: 'b', graders: [{ kind: 'contains', values: ['y'] }] },
    ]);
  });
});

describe('a value of `json`', () => {
  it.each([
    ['1', [{ kind: 'equals', value: 1 }]],
    ['null', [{ kind: 'equals', value: null }]],
    ['{}', [{ kind: 'equals', value: {} }]],
    ['[1, { a: b }]', [{ kind: 'equals', value: [1, { a: 'b' }] }]],
    [
      '{ matches: "^a", at-least: 2 }',
      [
        { kind: 'at-least', value: 2 },
        { kind: 'matches', pattern: '^a' },
      ],
    ],
    ['{ equals: null }', [{ kind: 'equals', value: null }]],
    ['{ equals: { length: 3 } }', [{ kind: 'equals', value: { length: 3 } }]],
    ['{ length: 3, name: x }', [{ kind: 'equals', value: { length: 3, name: 'x' } }]],
    [
      '{ contains: 1, not-contains: 2 }',
      [
        { kind: 'contains', value: 1 },
        { kind: 'not-contains', value: 2 },
      ],
    ],
    [
      '{ at-most: 1.5, length: 0 }',
      [
        { kind: 'at-most', value: 1.5 },
        { kind: 'length', value: 0 },
      ],
    ],
    [
      '{ type: array, exists: true }',
      [
        { kind: 'type', value: 'array' },
        { kind: 'exists', value: true },
      ],
    ],
  ])('%s', (flow, matchers) => {
    expect(graders(`{ stdout: { json: { "$.a": ${flow} } } }`).stdout).toEqual([
      { kind: 'json', checks: [{ path: '$.a', matchers }] },
    ]);
  });
});

describe('same-as-base of a case', () => {
  const ignoring = { kind: 'same-as-base', ignore: ['a'] };

  it('compares what has no grader of its own', () => {
    expect(graders('{ same-as-base: { ignore: [a] } }')).toEqual({
      exit: { kind: 'same-as-base' },
      stdout: [ignoring],
      stderr: [ignoring],
      files: [],
    });
  });

  it('leaves the rest to the graders that are written', () => {
    expect(graders('{ same-as-base: { ignore: [a] }, exit: 1, stdout: x, output-files: { f: y } }')).toEqual({
      exit: { kind: 'codes', codes: [1] },
      stdout: [{ kind: 'equals', value: 'x' }],
      stderr: [ignoring],
      files: [{ path: 'f', graders: [{ kind: 'equals', value: 'y' }] }],
    });
  });
});

describe('a case', () => {
  it('has what its eval has, unless it says otherwise', () => {
    const { cases } = commandOf(
      'run: x\nenv: { A: "1", B: "1" }\nnetwork: true\ntimeout: 5\ncases:\n  a: {}\n  b: { env: { B: "2" }, network: false, timeout: 500ms, title: T }\n',
    );
    expect(cases).toMatchObject([
      { env: { A: '1', B: '1' }, network: true, timeout: 5 },
      { env: { A: '1', B: '2' }, network: false, timeout: 0.5, title: 'T' },
    ]);
  });

  it('keeps the order in which it is written', () => {
    const { cases } = commandOf('run: x\ncases: { b: {}, a: {}, c: {} }\n');
    expect(cases.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });

  it('has files, a script and standard input', () => {
    const found = caseOf('{ stdin: in, files: { ./a/b: x, c: { from: d.txt } }, script: [node, evals/_g/x.js] }', {
      'd.txt': 'd',
    });
    expect(found).toMatchObject({
      stdin: 'in',
      files: [
        { path: 'a/b', content: 'x' },
        { path: 'c', content: 'd' },
      ],
      graders: { script: { argv: ['node', 'evals/_g/x.js'] } },
    });
  });

  it('may be an alias of another', () => {
    const { cases } = commandOf('run: x\ncases:\n  a: &a { exit: 3 }\n  b: *a\n');
    expect(cases[1]).toEqual({ ...cases[0], name: 'b' });
  });
});
