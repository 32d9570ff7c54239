import { describe, expect, it } from '@jest/globals';
import { mistakesIn } from './files.js';

const TEN = `titel: Reads dates
needs: [test, 3]
run: [node, 7]
timeout: soon
cases:
  Iso: {}
  strict:
    args: ["2020-13-45"]
    exit: 256
    stderr: { contians: invalid }
  piped: { stdin-file: date.txt, stdout: { matches: "(" } }
`;

describe('every mistake at once', () => {
  it('names ten in one file, each with its place and a way out', () => {
    expect(
      mistakesIn({ 'a.yml': TEN, 'tests.yml': 'suite: jest\n', '_fixtures/x': '', 'dates.txt': '' }).join('\n'),
    ).toBe(
      [
        'evals/a.yml:1:1: `titel` is not a field here, did you mean `title`?',
        'evals/a.yml:2:9: `needs` names `test`, which is not an eval, did you mean `tests`?',
        'evals/a.yml:2:15: `needs[1]`: expected a text, got 3 (write it in quotes)',
        'evals/a.yml:3:13: `run[1]`: expected a text, got 7 (write it in quotes)',
        'evals/a.yml:4:10: `timeout`: expected seconds, or a text such as "90s" or "2m", at most 6 hours, got "soon"',
        'evals/a.yml:6:3: `Iso`: expected a name of lower-case letters, digits and `-`, such as `two-dates`',
        'evals/a.yml:9:11: `exit`: expected a whole number from 0 to 255, got 256',
        'evals/a.yml:10:15: `contians` is not a field here, did you mean `contains`?',
        'evals/a.yml:11:24: `date.txt` is not there, did you mean `dates.txt`?',
        'evals/a.yml:11:53: `matches`: expected a regular expression of RE2 (error parsing regexp: missing closing ): `(`), got "("',
      ].join('\n'),
    );
  });

  it('names those of every file, in reading order', () => {
    const lines = mistakesIn({
      'b.yml': 'run: 1\n',
      'a.yml': 'run: x\ncwd: ../x\n',
      '_formative.yml': 'comment: never\n',
    });
    expect(lines).toEqual([
      'evals/_formative.yml:1:10: `comment`: expected `always` or `when-broken`, got "never"',
      'evals/a.yml:2:6: `cwd`: expected a path inside the repository, without `..`, got "../x"',
      'evals/b.yml:1:6: `run`: expected a command: a list, or a text for `sh -c`, got 1',
    ]);
  });
});

describe('the file as a whole', () => {
  it.each([
    ['', '1:1: the file is empty, expected a map of fields'],
    ['# only words\n', '1:1: the file is empty, expected a map of fields'],
    ['- a\n', '1:1: the file: expected a map of fields such as `run` and `cases`, got a list'],
    ['just words\n', '1:1: the file: expected a map of fields such as `run` and `cases`, got "just words"'],
    ['null\n', '1:1: the file: expected a map of fields such as `run` and `cases`, got nothing'],
    ['title: x\n', '1:1: the eval runs nothing, expected `run` or `suite`'],
    ['run: x\n---\nrun: y\n', '1:1: the file holds 2 documents, expected one (no `---` between)'],
    ['run: x\nsuite: jest\n', '2:1: `suite` and `run` stand together, expected one: a preset brings its own command'],
    [
      'suite: jest\nresults: { format: tap, stdout: true }\n',
      '2:1: `results` goes with `run`: a preset brings its own',
    ],
    ['suite: jest\ncases: { a: {} }\n', '2:1: `cases` go with a command: the cases of a suite are its tests'],
    ['run: x\nrerun: [x]\n', '2:1: `rerun` goes with a suite, expected `suite`, or `run` and `results`'],
    ['suite: jst\n', '1:8: `suite`: expected a preset: jest, vitest, node-test, pytest, go, got "jst"'],
    ['suite: constructor\n', '1:8: `suite`: expected a preset: jest, vitest, node-test, pytest, go, got "constructor"'],
  ])('%j', (text, line) => {
    expect(mistakesIn({ 'a.yml': text })).toEqual([`evals/a.yml:${line}`]);
  });

  it('asks a preset for `rerun: auto`', () => {
    const text = 'run: x\nresults: { format: tap, stdout: true }\nrerun: auto\n';
    expect(mistakesIn({ 'a.yml': text })).toEqual([
      'evals/a.yml:3:1: `rerun: auto` goes with a preset, expected a list such as [npx, jest, "--testNamePattern=${names}"]',
    ]);
  });
});

describe('a field', () => {
  it.each([
    ['args: [1.10]', '`args[0]`: expected a text, got 1.1 (write it in quotes)'],
    ['env: { A-B: x }', '`A-B`: expected the name of an environment variable'],
    ['env: { A: true }', '`A`: expected a text, got true (write it in quotes)'],
    ['exit: []', '`exit`: expected at least one exit code, got an empty list'],
    [
      'exit: zero',
      '`exit`: expected an exit code from 0 to 255, a list of them, `nonzero`, `any` or `same-as-base`, got "zero"',
    ],
    ['stdout: {}', '`stdout`: expected at least one grader, got an empty map'],
    ['stdout: { contains: [] }', '`contains`: expected at least one text, got an empty list'],
    [
      'stdout: { matches: "a(?=b)" }',
      '`matches`: expected a regular expression of RE2 (error parsing regexp: invalid or unsupported Perl syntax: `(?=`), got "a(?=b)"',
    ],
    [
      'stdout: { json: { year: 1 } }',
      "`year`: expected a JSONPath such as `$.year` (expected '$', found 'y' ('year':0))",
    ],
    ['stdout: { json: { $.a: { at-least: many } } }', '`at-least`: expected a number, got "many"'],
    [
      'stdout: { json: { $.a: { matches: "[" } } }',
      '`matches`: expected a regular expression of RE2 (error parsing regexp: missing closing ]: `[`), got "["',
    ],
    [
      'stdout: { json: { $.a: { type: text } } }',
      '`type`: expected string, number, boolean, array, object or null, got "text"',
    ],
    ['stdout: { json-schema: { type: text } }', '`json-schema`: expected a valid JSON Schema, got a map'],
    ['stdout: { same-as-base: false }', '`same-as-base`: expected true, or a map with `ignore`, got false'],
    [
      'same-as-base: { ignore: ["("] }',
      '`ignore[0]`: expected a regular expression of RE2 (error parsing regexp: missing closing ): `(`), got "("',
    ],
    ['output-files: { ../a: x }', '`../a`: expected a path inside the repository, without `..`'],
    ['files: { /a: x }', '`/a`: expected a path inside the repository, without `..`'],
    ['files: { "a\\0": x }', '`a\0`: expected a path inside the repository, without `..`'],
    ['files: { a/: x }', '`a/`: expected the path of a file'],
    ['stdin: a, stdin-file: b', '`one`: expected `stdin` or `stdin-file`, not both, got a map'],
    ['script: x', '`script`: expected a list: a program and its arguments, got "x"'],
    ['network: yes', '`network`: expected true or false, got "yes"'],
    ['timeout: 0', '`timeout`: expected seconds, or a text such as "90s" or "2m", at most 6 hours, got 0'],
    ['timeout: 7h', '`timeout`: expected seconds, or a text such as "90s" or "2m", at most 6 hours, got "7h"'],
  ])('of a case: %s', (field, message) => {
    const lines = mistakesIn({ 'a.yml': `run: x\ncases:\n  one: { ${field} }\n`, b: '' });
    expect(lines.map((line) => line.replace(/^evals\/a.yml:3:\d+: /, ''))).toEqual([message]);
  });

  it.each([
    ['cases: {}', '`cases`: expected at least one case, got an empty map'],
    ['cases: { a: 1 }', '`a`: expected a case: a map such as `{ args: [x], exit: 0 }`, got 1'],
    ['cases: { from: a.csv, to: b }', '`to` is not a field here, expected from'],
    ['cases: { from: ../a.csv }', '`from`: expected a path inside the repository, without `..`, got "../a.csv"'],
    ['needs: [A]', '`needs[0]`: expected the id of an eval, such as `parser/dates`, got "A"'],
    ['setup: []', '`setup`: expected at least one step, got an empty list'],
    ['setup: [{ rum: x, run: y }]', '`rum` is not a field here, did you mean `run`?'],
    [
      'setup: { run: x, cache: { key: [], keep: [a] } }',
      '`key`: expected at least one glob pattern, got an empty list',
    ],
    ['setup: { run: x, cache: { key: [a], keep: [.] } }', '`keep[0]`: expected a folder below the root, got "."'],
    [
      'setup: { run: x, cache: { key: [a], keep: [/etc] } }',
      '`keep[0]`: expected a path inside the repository, without `..`, got "/etc"',
    ],
    ['paths: ["/**"]', '`paths[0]`: expected a glob pattern inside the repository, without `..`, got "/**"'],
    ['trials: 0', '`trials`: expected a whole number from 1 to 100, got 0'],
    ['trials: 1.5', '`trials`: expected a whole number from 1 to 100, got 1.5'],
    ['workspace: new', '`workspace`: expected `fresh` or `shared`, got "new"'],
    ['when: { broke: fail }', '`broke`: expected `block`, `ask` or `warn`, got "fail"'],
    ['pass-env: ["A B"]', '`pass-env[0]`: expected the name of an environment variable, got "A B"'],
    ['results: { format: junit }', '`results`: expected `files` or `stdout: true`, one of them, got a map'],
  ])('of an eval: %s', (field, message) => {
    const lines = mistakesIn({ 'a.yml': `run: x\n${field}\n` });
    expect(
      lines
        .map((line) => line.replace(/^evals\/a.yml:2:\d+: /, ''))
        .filter((line) => !line.includes('which is not an eval')),
    ).toContain(message);
  });

  it('keeps names of tests away from a shell', () => {
    const text = 'run: x\nresults: { format: tap, stdout: true }\nrerun: npx jest -t "${names}"\n';
    expect(mistakesIn({ 'a.yml': text })).toEqual([
      'evals/a.yml:3:8: `rerun`: expected `auto`, or a list: names of tests never pass through a shell, got "npx jest -t \\"${names}\\""',
    ]);
  });
});
