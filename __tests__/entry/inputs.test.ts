import { expect, it } from '@jest/globals';

import { heldBy, parseInputs } from '../../src/entry/inputs.js';

function parse(inputs: Readonly<Record<string, string>>) {
  return parseInputs((name) => inputs[name] ?? '');
}

it('fills in what is not said', () => {
  expect(parse({ token: 't' })).toEqual({
    mode: 'all',
    token: 't',
    folder: 'evals',
    sandbox: 'off',
    checkName: 'formative',
    workflow: 'formative-run.yml',
  });
});

it('reads every input', () => {
  const inputs = {
    mode: 'report',
    token: 't',
    evals: 'checks/',
    base: 'a',
    head: 'b',
    sandbox: 'required',
    'check-name': 'x',
    'pr-number': '12',
  };
  expect(parse(inputs)).toEqual({
    mode: 'report',
    token: 't',
    folder: 'checks',
    base: 'a',
    head: 'b',
    prNumber: 12,
    sandbox: 'required',
    checkName: 'x',
    workflow: 'formative-run.yml',
  });
});

it('names every mistake at once', () => {
  for (const mistake of [
    'mode: expected all, run, report, command, baseline, got "plan"',
    'sandbox: expected',
    'evals: expected a folder',
    'token: expected a token',
  ]) {
    expect(() => parse({ mode: 'plan', sandbox: 'x', evals: '/etc' })).toThrow(mistake);
  }
  expect(() => parse({ token: 't', evals: 'a/../..' })).toThrow('evals: expected a folder');
});

it.each(['0', '-1', '1.5', ' 7', '7/merge', 'main', '12345678901'])(
  'refuses %j as the number of a pull request',
  (given) => {
    expect(() => parse({ token: 't', 'pr-number': given })).toThrow('pr-number: expected the number of a pull request');
  },
);

it('lets no policy run what was given by its number without a sandbox', () => {
  expect(heldBy({ sandbox: 'off' })).toBe('off');
  expect(heldBy({ sandbox: 'off', prNumber: 7 })).toBe('required');
});
