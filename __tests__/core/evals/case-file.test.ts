import { describe, expect, it } from '@jest/globals';
import { commandOf, mistakesIn } from './files.js';

const from = (name: string): string => `run: [x]\ncases: { from: ${name} }\n`;

describe('cases from CSV', () => {
  it('reads every column', () => {
    const csv = [
      'case,title,args,stdin,exit,stdout,stderr,timeout',
      `iso,An ISO date,--strict '2020 01' "a ""b",in,1,2020,"{""contains"": ""bad""}",2m`,
      `json,,"[""a b"", ""c""]",,"[0, 2]","{""json"": {""$.y"": {""at-least"": 3}}}",,5`,
      'bare,,,,nonzero,"two\nlines\n",,',
    ].join('\n');
    const { cases } = commandOf(from('_f/d.csv'), {
      '_f/d.csv': csv.replace('"a ""b"', '"a b"').replace(`--strict '2020 01' "a b"`, `"--strict '2020 01' ""a b"""`),
    });
    expect(cases).toMatchObject([
      {
        name: 'iso',
        title: 'An ISO date',
        args: ['--strict', '2020 01', 'a b'],
        stdin: 'in',
        timeout: 120,
        graders: {
          exit: { kind: 'codes', codes: [1] },
          stdout: [{ kind: 'equals', value: '2020\n' }],
          stderr: [{ kind: 'contains', values: ['bad'] }],
        },
      },
      {
        name: 'json',
        args: ['a b', 'c'],
        stdin: '',
        timeout: 5,
        graders: {
          exit: { kind: 'codes', codes: [0, 2] },
          stdout: [{ kind: 'json', checks: [{ path: '$.y', matchers: [{ kind: 'at-least', value: 3 }] }] }],
          stderr: [],
        },
      },
      {
        name: 'bare',
        args: [],
        graders: { exit: { kind: 'nonzero' }, stdout: [{ kind: 'equals', value: 'two\nlines\n' }] },
      },
    ]);
  });

  it('takes `id` for `case`, CR LF, a byte order mark and empty lines', () => {
    const { cases } = commandOf(from('d.csv'), { 'd.csv': '\uFEFFid,args\r\n\r\na,x\r\nb,y\r\n' });
    expect(cases.map(({ name, args }) => [name, args])).toEqual([
      ['a', ['x']],
      ['b', ['y']],
    ]);
  });

  it.each([
    ['', '1:1: expected a header row with one column `case` for the names'],
    ['case\n', '1:1: the file holds no case, expected at least one'],
    ['args\nx\n', '1:1: expected a header row with one column `case` for the names'],
    ['case,id\na,b\n', '1:1: expected a header row with one column `case` for the names'],
    ['case,arg\na,x\n', '1:1: `arg` is not a column, did you mean `args`?'],
    ['case,args,args\na,x,y\n', '1:1: the column `args` stands twice'],
    ['case,args\na,x\nb,x,y\n', '3:1: not valid CSV: Invalid Record Length: expect 2, got 3 on line 3'],
    [
      'case,args\na,"x\n',
      '2:1: not valid CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2',
    ],
    ['case,stdin\nA,"x\ny"\n', '2:1: the case has no good name, expected `id` of lower-case letters, digits and `-`'],
    [
      'case,stdin\na,"x\ny"\n\nB,z\n',
      '5:1: the case has no good name, expected `id` of lower-case letters, digits and `-`',
    ],
    [
      'case,exit\na,1\nb,x\n',
      '3:1: `exit`: expected an exit code from 0 to 255, a list of them, `nonzero`, `any` or `same-as-base`, got "x"',
    ],
    ['case,exit\na,1\na,2\n', '3:1: the case `a` stands on line 2 too, expected once'],
    ['case,args\na,"x\r\ny"\nb,"\r\n"\na,2\n', '6:1: the case `a` stands on line 2 too, expected once'],
    ['case,stdout\na,"{""contians"": 1}"\n', '2:1: `contians` is not a field here, did you mean `contains`?'],
  ])('%j', (csv, line) => {
    expect(mistakesIn({ 'a.yml': from('_d.csv'), '_d.csv': csv })).toEqual([`evals/_d.csv:${line}`]);
  });
});

describe('cases from JSON Lines', () => {
  it('reads a case a line', () => {
    const lines = '{"id": "a", "args": ["x"], "exit": [1, 2]}\n\n{"id": "b", "stdin-file": "in.txt"}\n';
    const { cases } = commandOf(from('d.jsonl'), { 'd.jsonl': lines, 'in.txt': 'hello' });
    expect(cases).toMatchObject([
      { name: 'a', args: ['x'], graders: { exit: { kind: 'codes', codes: [1, 2] } } },
      { name: 'b', stdin: 'hello' },
    ]);
  });

  it('names every mistake with its line', () => {
    const lines = [
      '{"id": "a"}',
      '{"id": "a"}',
      '[]',
      '{"id": 3}',
      '{"id": "b", "arg": []}',
      '{"id": "c", "stdin-file": "no"}',
      '{',
    ];
    expect(mistakesIn({ 'a.yml': from('d.ndjson'), 'd.ndjson': lines.join('\n') })).toEqual([
      'evals/d.ndjson:2:1: the case `a` stands on line 1 too, expected once',
      'evals/d.ndjson:3:1: expected a JSON map on each line, with the name of the case as `id`',
      'evals/d.ndjson:4:1: the case has no good name, expected `id` of lower-case letters, digits and `-`',
      'evals/d.ndjson:5:1: `arg` is not a field here, did you mean `args`?',
      'evals/d.ndjson:6:1: `no` is not there, expected a file in evals',
      expect.stringMatching(/^evals\/d\.ndjson:7:1: not valid JSON: /),
    ]);
  });

  it('refuses values nested too deeply, `__proto__`, and too many cases', () => {
    const deep = `{"id": "a", "stdout": {"json": {"$.a": ${'['.repeat(100)}${']'.repeat(100)}}}}`;
    const proto = '{"id": "b", "__proto__": {"exit": 1}}';
    expect(mistakesIn({ 'a.yml': from('d.jsonl'), 'd.jsonl': `${deep}\n${proto}\n` })).toEqual([
      'evals/d.jsonl:1:1: nested deeper than 64 levels, expected less',
      expect.stringMatching(/^evals\/d\.jsonl:2:1: `__proto__` is not a field here/),
    ]);
    expect(mistakesIn({ 'a.yml': from('d.jsonl'), 'd.jsonl': '{}\n'.repeat(10_001) })).toEqual([
      'evals/d.jsonl:1:1: the file holds more than 10000 cases, expected fewer',
    ]);
  });
});

describe('cases from YAML', () => {
  it('reads a map of cases', () => {
    const { cases } = commandOf(from('_c.yml'), { '_c.yml': 'a: { exit: any }\nb: {}\n' });
    expect(cases.map(({ name, graders }) => [name, graders.exit.kind])).toEqual([
      ['a', 'any'],
      ['b', 'codes'],
    ]);
  });

  it('names mistakes with their place in that file', () => {
    const text = 'a:\n  exit: 1\n  stdot: x\nb: { stdin-file: no }\n';
    expect(mistakesIn({ 'a.yml': from('_c.yml'), '_c.yml': text })).toEqual([
      'evals/_c.yml:3:3: `stdot` is not a field here, did you mean `stdout`?',
      'evals/_c.yml:4:18: `no` is not there, expected a file in evals',
    ]);
    expect(mistakesIn({ 'a.yml': from('_c.yml'), '_c.yml': 'a: [\n' })).toHaveLength(1);
    expect(mistakesIn({ 'a.yml': from('_c.yml'), '_c.yml': '{}\n' })).toEqual([
      'evals/_c.yml:1:1: the file: expected at least one case, got an empty map',
    ]);
  });
});

it('refuses other files, files that are not there, and large ones', () => {
  expect(mistakesIn({ 'a.yml': from('_d.txt'), '_d.txt': 'x' })).toEqual([
    'evals/_d.txt:1:1: expected a file of cases: `.csv`, `.jsonl` or `.yml`',
  ]);
  expect(mistakesIn({ 'a.yml': from('_d.csw'), '_d.csv': 'case\na\n' })).toEqual([
    'evals/a.yml:2:16: `_d.csw` is not there, did you mean `_d.csv`?',
  ]);
  expect(mistakesIn({ 'a.yml': from('_d.csv'), '_d.csv': `case\na${' '.repeat(1024 * 1024)}` })).toEqual([
    'evals/_d.csv:1:1: the file of cases is larger than 1 MiB, expected less',
  ]);
});
