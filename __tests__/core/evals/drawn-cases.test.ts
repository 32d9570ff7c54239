import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readDrawn, type Drawing } from '../../../src/core/evals/drawn-cases.js';
import type { CommandEval, Generate } from '../../../src/core/evals/eval.js';
import { aCase, aCommandEval } from '../../support/evals.js';
import { commandOf, mistakesIn } from './files.js';

interface Parts extends Partial<Generate> {
  readonly one?: Partial<CommandEval>;
  readonly evals?: readonly string[];
}

function drawn(lines: readonly unknown[], { one = {}, evals = [], ...more }: Parts = {}): Drawing {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const generate: Generate = { run: ['node', 'evals/_gen/a.js'], count: lines.length, hidden: false, ...more };
  return readDrawn(text, {
    one: aCommandEval('a', { cases: [], ...one }),
    generate,
    isEval: (id) => evals.includes(id),
  });
}

function mistakes(...asked: Parameters<typeof drawn>): readonly string[] {
  const drawing = drawn(...asked);
  return drawing.kind === 'wrong' ? drawing.mistakes : [];
}

describe('what an eval says of its generator', () => {
  it('is complete', () => {
    const generate = { run: ['node', 'evals/_gen/a.js'], count: 5 };
    const found = commandOf(`run: [x]\ngenerate: ${JSON.stringify(generate)}\n`);
    expect([found.generate, found.cases]).toEqual([{ ...generate, hidden: false }, []]);
  });

  it('stands beside cases that are written down', () => {
    const found = commandOf('run: [x]\ncases: { one: {} }\ngenerate: { run: [g], count: 1, hidden: true }\n');
    expect([found.generate?.hidden, found.cases.map(({ name }) => name)]).toEqual([true, ['one']]);
  });

  it.each([
    ['generate: { run: [g] }', 'evals/a.yml:2:11: `count` is missing, expected a whole number from 1 to 1000'],
    [
      'generate: { run: [g], cuont: 3, count: 1 }',
      'evals/a.yml:2:23: `cuont` is not a field here, did you mean `count`?',
    ],
    [
      'generate: { run: g, count: 3 }',
      'evals/a.yml:2:18: `run`: expected a list: a program and its arguments, got "g"',
    ],
    [
      'generate: { run: [g], count: 1001 }',
      'evals/a.yml:2:30: `count`: expected a whole number from 1 to 1000, got 1001',
    ],
  ])('%s', (line, mistake) => {
    expect(mistakesIn({ 'a.yml': `run: [x]\n${line}\n` })).toEqual([mistake]);
  });

  it('is nothing for a suite', () => {
    expect(mistakesIn({ 'a.yml': 'suite: jest\ngenerate: { run: [g], count: 1 }\n' })).toEqual([
      'evals/a.yml:2:1: `generate` goes with a command: the cases of a suite are its tests',
    ]);
  });
});

describe('what a generator prints', () => {
  it('is a case a line, complete with what its eval says', () => {
    const drawing = drawn(
      [
        { args: ['1'], stdout: '2\n', property: 'adds one' },
        { id: 'zero', env: { A: 'b' } },
      ],
      {
        one: { env: { B: 'c' }, timeout: 5 },
      },
    );
    expect(drawing).toMatchObject({
      kind: 'drawn',
      cases: [
        { name: 'g1', args: ['1'], timeout: 5, drawn: { hidden: false, property: 'adds one' } },
        { name: 'zero', env: { A: 'b', B: 'c' }, drawn: { hidden: false } },
      ],
    });
  });

  it('is used up to the count', () => {
    const drawing = drawn([{}, '', {}, 'not used'], { count: 2 });
    expect(drawing).toMatchObject({ kind: 'drawn', cases: [{ name: 'g1' }, { name: 'g2' }] });
  });

  it('is named by its place where it is hidden', () => {
    const drawing = drawn([{ id: 'leap-year' }, {}], { hidden: true });
    expect(drawing).toMatchObject({ cases: [{ name: 'g1', drawn: { hidden: true } }, { name: 'g2' }] });
  });

  it.each([
    [[{ stdot: 'x' }], 'line 1: `stdot` is not a field here, did you mean `stdout`?'],
    [[{}, 'no'], 'line 2: not valid JSON: SyntaxError: Unexpected token \'o\', "no" is not valid JSON'],
    [[{}, [1]], 'line 2: expected a JSON map on each line, with the name of the case as `id`'],
    [[{ id: 'x' }, {}, { id: 'x' }], 'line 3: the case `x` stands on line 1 too, expected once'],
    [[{ id: 'g2' }, {}], 'line 2: the case `g2` stands on line 1 too, expected once'],
    [[{ id: 'No good' }], 'line 1: the case has no good name, expected `id` of lower-case letters, digits and `-`'],
    [[{ property: 7 }], 'line 1: `property`: expected a text of at most 200 characters'],
    [[{ 'stdin-file': '_in.txt' }], 'line 1: `_in.txt` is a file, expected its text: a drawn case names none'],
    [
      [{ stdout: { snapshot: '_out.txt' } }],
      'line 1: `_out.txt` is a file, expected its text: a drawn case names none',
    ],
  ])('%j is a mistake', (lines, mistake) => {
    expect(mistakes(lines)).toEqual([mistake]);
  });

  it('may not be fewer than the count', () => {
    expect(mistakes([{}], { count: 2 })).toEqual(['it printed 1 case, expected 2']);
    expect(mistakes([''], { count: 3 })).toEqual(['it printed 0 cases, expected 3']);
  });

  it('may not have a name that something else has', () => {
    expect(mistakes([{}], { one: { cases: [aCase('g1')] } })).toEqual([
      'the case `g1` stands in evals/a.yml too, expected a different name',
    ]);
    expect(mistakes([{}], { evals: ['a/g1'] })).toEqual(['the case `g1` has the id of another eval file']);
  });

  it('may not lose its arguments in a shell script', () => {
    const shell = (script: string): Parts => ({ one: { run: { kind: 'shell', script } } });
    expect(mistakes([{ args: ['1'] }], shell('echo hi'))[0]).toContain('drops the `args` of the case `g1`');
    expect(mistakes([{ args: ['1'] }], shell('echo "$@"'))).toEqual([]);
  });

  it('is never half used: every line is a case, or there are none', () => {
    const line = fc.oneof(fc.json(), fc.constant('{}'), fc.constant('{"args":["x"]}'), fc.string());
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, hidden) => {
        const drawing = drawn(lines, { hidden });
        if (drawing.kind === 'wrong') return drawing.mistakes.length > 0;
        return (
          drawing.cases.length === lines.length && new Set(drawing.cases.map(({ name }) => name)).size === lines.length
        );
      }),
    );
  });
});
