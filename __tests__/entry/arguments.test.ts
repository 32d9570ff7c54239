import { describe, expect, it } from '@jest/globals';

import { parseArguments } from '../../src/entry/arguments.js';
import { HELP } from '../../src/entry/help.js';

const parse = (line: string) => parseArguments(line === '' ? [] : line.split(' '));

it('fills in what is not said', () => {
  expect(parse('run')).toEqual({
    kind: 'run',
    evalsFrom: 'base',
    folder: 'evals',
    only: [],
    explain: [],
    sandbox: 'preferred',
    fullBase: false,
    diagnose: true,
    quiet: false,
    files: {},
  });
});

it('reads what init is asked for', () => {
  const action = `acme/formative@${'a'.repeat(40)}`;
  expect(parse(`init --action ${action} --accept write --dry-run --sandbox off`)).toEqual({
    kind: 'init',
    folder: 'evals',
    action,
    accept: 'write',
    sandbox: 'off',
    dryRun: true,
    quiet: false,
  });
  expect(() => parse('init --action acme/formative@v1')).toThrow('expected your copy and a full commit');
});

it('reads every option of run', () => {
  const line =
    'run --base main --head HEAD~1 --only a --only b/c --evals head --folder checks/ --trials 3 --full-base --no-diagnose --sandbox off --quiet --json a --html b --markdown c --junit -';
  expect(parse(line)).toEqual({
    kind: 'run',
    base: 'main',
    head: 'HEAD~1',
    evalsFrom: 'head',
    folder: 'checks',
    only: ['a', 'b/c'],
    explain: [],
    trials: 3,
    sandbox: 'off',
    fullBase: true,
    diagnose: false,
    quiet: true,
    files: { json: 'a', html: 'b', markdown: 'c', junit: '-' },
  });
});

it('reads values behind an equals sign', () => {
  expect(parse('run --base=main --trials=2')).toMatchObject({ base: 'main', trials: 2 });
});

it.each([
  ['run --quick', 30],
  ['run --quick --sandbox off', 30],
  ['run --quick --quick 5', 5],
  ['run --quick 12 --only a', 12],
  ['run --quick=7', 7],
  ['run', undefined],
])('%j has so many seconds: %s', (line, quick) => {
  const command = parse(line);
  expect('quick' in command ? command.quick : undefined).toBe(quick);
});

it.each([
  ['run --quick soon', '--quick: expected a whole number from 1 to 3600, got "soon"'],
  ['run --quick 0', '--quick: expected a whole number from 1 to 3600, got "0"'],
  ['run --quick --full-base', '--full-base has no meaning beside --quick'],
  ['explain a --quick', 'unknown option --quick'],
])('%j is a mistake', (line, mistake) => {
  expect(() => parse(line)).toThrow(mistake);
});

it.each([
  ['', 'help'],
  ['help', 'help'],
  ['run --help', 'help'],
  ['--version', 'version'],
])('%j is %s', (line, kind) => {
  expect(parse(line)).toEqual({ kind });
});

it('reads audit', () => {
  const defaults = { folder: 'evals', only: [], most: 100, seconds: 300, sandbox: 'preferred', quiet: false };
  expect(parse('audit')).toEqual({ kind: 'audit', ...defaults, paths: [] });
  const line = 'audit src lib/*.js --most 5 --seconds 60 --seed s --only a --sandbox off --quiet --json x --folder e/';
  expect(parse(line)).toEqual({
    ...{ kind: 'audit', paths: ['src', 'lib/*.js'], most: 5, seconds: 60, seed: 's', only: ['a'] },
    ...{ sandbox: 'off', quiet: true, json: 'x', folder: 'e' },
  });
  expect(() => parse('audit --most 0')).toThrow('--most: expected a whole number from 1 to 100000, got "0"');
});

it('reads validate and report', () => {
  expect(parse('validate --folder checks')).toEqual({ kind: 'validate', folder: 'checks' });
  expect(parse('map --folder checks')).toEqual({ kind: 'map', folder: 'checks' });
  expect(parse('report a.json b.json')).toEqual({ kind: 'report', results: ['a.json', 'b.json'], files: {} });
  expect(parse('report a.json --html x.html')).toMatchObject({ files: { html: 'x.html' } });
});

it('explains cases by running just them', () => {
  expect(parse('explain dates/iso weeks --base main --html x.html')).toEqual({
    ...parse('run --only dates/iso --only weeks --base main --html x.html'),
    explain: ['dates/iso', 'weeks'],
  });
  expect(() => parse('explain')).toThrow('`formative explain` needs the id of a case, such as `dates/iso`');
  expect(() => parse('explain a --only b')).toThrow('--only');
});

describe('mistakes', () => {
  it('are named all at once, with what was probably meant', () => {
    const line = 'run extra --bse main --trials 0 --sandbox none --evals both --json';
    const mistakes = [
      '`formative run` takes no "extra"',
      'unknown option --bse, did you mean `base`?',
      '--trials: expected a whole number from 1 to 100, got "0"',
      '--sandbox: expected required, preferred, off, got "none"',
      '--evals: expected base, head, got "both"',
      '--json needs a value',
    ];
    for (const mistake of mistakes) expect(() => parse(line)).toThrow(mistake);
  });

  it.each([
    ['rnu', 'There is no command `rnu`, did you mean `run`?'],
    ['--quiet', 'No command was given.'],
    ['report', '`formative report` needs the path of a result'],
    ['validate --base main', 'unknown option --base'],
    ['run --trials 1.5', '--trials: expected a whole number'],
    ['run --trials 101', '--trials: expected a whole number'],
    ['run --quiet=yes', '--quiet takes no value'],
    ['run --base --quiet', '--base needs a value'],
  ])('%j', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });

  it('say where all options are listed', () => {
    expect(() => parse('run --x')).toThrow(
      expect.objectContaining({ help: expect.stringContaining('formative help') }),
    );
  });
});

it('the help names every option', () => {
  const named = new Set(HELP.match(/--[a-z-]+/g));
  for (const option of [
    'base',
    'head',
    'only',
    'evals',
    'folder',
    'trials',
    'full-base',
    'no-diagnose',
    'sandbox',
    'quiet',
    'json',
    'html',
    'markdown',
    'junit',
  ]) {
    expect(named).toContain(`--${option}`);
  }
});
