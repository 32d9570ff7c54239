import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { changedLines, mutated } from '../../../src/core/audit/mutant.js';
import { auditedFiles, mutantsOf, shuffled } from '../../../src/core/audit/mutants.js';

/** What becomes of each line, as `kind: is`. */
function told(path: string, text: string): readonly string[] {
  return mutantsOf(path, text).map((one) => `${one.kind}: ${changedLines(text, one).is}`);
}

describe('a program is given the mistakes that its syntax has room for', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a.js', 'if (ok) go();', ['condition-negated: if (!(ok)) go();', 'statement-deleted: if (ok) ;']],
    [
      'a.js',
      'while (a < 1) a++;',
      [
        'comparison-flipped: while (a >= 1) a++;',
        'constant-changed: while (a < 2) a++;',
        'statement-deleted: while (a < 1) ;',
      ],
    ],
    ['a.ts', "const a: 'x' | 1 = b && c;", ["and-or-swapped: const a: 'x' | 1 = b || c;"]],
    ['a.ts', "import x from 'y';\nexport { z } from 'q';", []],
    [
      'a.ts',
      'const f = (): number => { return g(true); };',
      [
        'nothing-returned: const f = (): number => { return; };',
        'constant-changed: const f = (): number => { return g(false); };',
      ],
    ],
    ['a.js', "'use strict';\nsay('hello');", ['statement-deleted: ;', "constant-changed: say('');"]],
    ['a.js', 'run(() => {\n\n\n\n\n});', []],
    [
      'a.py',
      'def f(a):\n    """Says"""\n    if a and not b:\n        return a\n    x = "s"',
      [
        'condition-negated:     if not (a and not b):',
        'and-or-swapped:     if a or not b:',
        'nothing-returned:         return None',
        'statement-deleted:     pass',
        'constant-changed:     x = ""',
      ],
    ],
    [
      'a.go',
      'package m\nfunc f() int {\n\tif ok {\n\t\tg()\n\t}\n\tfor i := 0; i < n; i++ {\n\t}\n\tx = 1\n\treturn x\n}',
      [
        'condition-negated: \tif !(ok) {',
        'statement-deleted: \t\t',
        'constant-changed: \tfor i := 1; i < n; i++ {',
        'comparison-flipped: \tfor i := 0; i >= n; i++ {',
        'statement-deleted: \t',
        'constant-changed: \tx = 2',
      ],
    ],
    [
      'A.java',
      'class A { boolean f() { if (ok) { go(); } return a == 1 || false; } }',
      [
        'condition-negated: class A { boolean f() { if (!(ok)) { go(); } return a == 1 || false; } }',
        'statement-deleted: class A { boolean f() { if (ok) { ; } return a == 1 || false; } }',
        'comparison-flipped: class A { boolean f() { if (ok) { go(); } return a != 1 || false; } }',
        'constant-changed: class A { boolean f() { if (ok) { go(); } return a == 2 || false; } }',
        'and-or-swapped: class A { boolean f() { if (ok) { go(); } return a == 1 && false; } }',
        'constant-changed: class A { boolean f() { if (ok) { go(); } return a == 1 || true; } }',
      ],
    ],
    [
      'a.rs',
      'fn f() { if ok { go(); } if let Some(x) = y { } }',
      [
        'condition-negated: fn f() { if !(ok) { go(); } if let Some(x) = y { } }',
        'statement-deleted: fn f() { if ok {  } if let Some(x) = y { } }',
      ],
    ],
  ])('%s: %j', (path, text, expected) => {
    expect(told(path, text)).toEqual(expected);
  });
});

describe('of any other program only lines are known', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['a.sh', 'echo hello', ['line-deleted: :']],
    [
      'a.sh',
      '# a comment\n\nif [ "$a" -eq 3 ]; then',
      ['comparison-flipped: if [ "$a" -ne 3 ]; then', 'constant-changed: if [ "$a" -eq 4 ]; then'],
    ],
    ['a.sh', 'run x 2>&1 && done_it', ['and-or-swapped: run x 2>&1 || done_it', 'line-deleted: :']],
    ['a.sh', 'case $x in\n  a) go ;;\nesac', []],
    [
      'a.rb',
      'return 1 if a == b and c',
      [
        'comparison-flipped: return 1 if a != b and c',
        'and-or-swapped: return 1 if a == b or c',
        'constant-changed: return 2 if a == b and c',
      ],
    ],
    ['a.c', '  go(a);\n}', ['line-deleted:   ;']],
    ['a.php', '$a = array(\n  1,\n);', ['constant-changed:   2,', 'line-deleted:   ']],
    ['data.json', '{ "a": 1 }', []],
    ['style.css', 'a { margin: 1px; }', []],
  ])('%s: %j', (path, text, expected) => {
    expect(told(path, text)).toEqual(expected);
  });
});

const OWN = readdirSync('src/core', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join('src/core', path));

it('always changes the text, and only in one place', () => {
  const sources = fc.constantFrom(...OWN).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const others = fc.record({
    path: fc.constantFrom('a.js', 'a.py', 'a.go', 'a.sh', 'a.rb', 'A.java', 'a.rs'),
    text: fc
      .array(fc.constantFrom('if (a == 1) {', '}', 'x = 2', 'a && b', 'return a', ' ', '\n', '"s"', 'or', 'é'), {
        maxLength: 30,
      })
      .map((parts) => parts.join('')),
  });
  fc.assert(
    fc.property(fc.oneof(sources, others), ({ path, text }) => {
      for (const one of mutantsOf(path, text)) {
        const after = mutated(text, one);
        expect(after).not.toBe(text);
        expect([after.slice(0, one.from), after.slice(one.from + one.text.length)]).toEqual([
          text.slice(0, one.from),
          text.slice(one.to),
        ]);
        const { line, was, is } = changedLines(text, one);
        expect(
          text
            .split('\n')
            .slice(line - 1, line - 1 + was.split('\n').length)
            .join('\n'),
        ).toBe(was);
        expect(is).not.toBe(was);
      }
    }),
    { numRuns: 60 },
  );
});

it('finds no end of them in real programs', () => {
  const kinds = new Set(OWN.flatMap((path) => mutantsOf(path, readFileSync(path, 'utf8')).map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual([
    'and-or-swapped',
    'comparison-flipped',
    'condition-negated',
    'constant-changed',
    'nothing-returned',
    'statement-deleted',
  ]);
});

it('draws them in an order that the seed decides, each once', () => {
  const all = mutantsOf('a.js', 'a(1, 2, 3, 4, 5, 6, 7, 8);');
  const [one, again, other] = [shuffled(all, 's'), shuffled([...all].reverse(), 's'), shuffled(all, 't')];
  expect(one).toEqual(again);
  expect(one).not.toEqual(other);
  expect(new Set(one)).toEqual(new Set(all));
});

describe('the files that are audited', () => {
  const isTest = (path: string): boolean => path.startsWith('checks/');

  it.each([
    ['src/a.ts', true],
    ['bin/run.sh', true],
    ['src/lib.rs', true],
    ['evals/_drive/x.mjs', false],
    ['checks/a.js', false],
    ['test/a.test.js', false],
    ['tests/a.rs', false],
    ['README.md', false],
    ['jest.config.js', false],
    ['esbuild.config.mjs', false],
    ['dist/a.js', false],
    ['.github/scripts/a.js', false],
    ['types/a.d.ts', false],
    ['package.json', false],
  ])('%s: %s', (path, expected) => {
    expect(auditedFiles({ folder: 'evals', paths: [], isTest })(path)).toBe(expected);
  });

  it.each([
    ['src/a.ts', true],
    ['src/deep/b.ts', true],
    ['lib/c.ts', true],
    ['lib/d.ts', false],
    ['dist/made.js', true],
    ['test/a.test.js', false],
  ])('of those that are asked about: %s: %s', (path, expected) => {
    const paths = ['src/', 'lib/c.*', 'dist/made.js', 'test/'];
    expect(auditedFiles({ folder: 'evals', paths, isTest })(path)).toBe(expected);
  });
});
