import { describe, expect, it } from '@jest/globals';

import type { LinesPiece } from '../../../src/core/diagnose/piece.js';
import { isWorthMissing, neededBy, weightOf } from '../../../src/core/diagnose/worth-missing.js';

const lines = (path: string, added: readonly string[], removed: readonly string[] = []): LinesPiece => ({
  ...{ kind: 'lines', path, at: 0, removed, added },
});
const never = (): boolean => false;

describe('an eval could be expected to notice', () => {
  it.each([
    ['code', lines('src/a.ts', ['go();\n'])],
    ['code that went', lines('src/a.ts', [], ['go();\n'])],
    ['code between comments', lines('src/a.ts', ['// why\n', 'go();\n'])],
    ['a preprocessor line, which looks like a comment', lines('a.c', ['#include <x.h>\n'])],
    ['a dereference, which looks like a comment', lines('a.c', ['*p = 1;\n'])],
    ['data', lines('data/names.txt', ['Ann\n'])],
    ['Rust, whose files hold their tests', lines('src/lib.rs', ['fn f() {}\n'])],
    ['a file that came', { kind: 'file', path: 'src/a.bin', before: [], after: [] }],
    ['a mode', { kind: 'mode', path: 'run.sh', before: '100644', after: '100755' }],
  ] as const)('%s', (_, piece) => {
    expect(isWorthMissing(piece, never)).toBe(true);
  });
});

describe('no eval is asked about', () => {
  it.each([
    ['comments', lines('src/a.ts', ['// why\n', '  /* and\n', '   * how */\n', '\n'])],
    ['comments of a script', lines('a.py', ['# why\n', '#\n'])],
    ['a document', lines('docs/a.md', ['Words\n'])],
    ['a read-me', lines('README.txt', ['Words\n'])],
    ['a picture', { kind: 'file', path: 'a.png', before: [], after: [] }],
    ['a test', lines('src/a.test.ts', ['go();\n'])],
    ['tests of Rust', lines('tests/a.rs', ['fn f() {}\n'])],
    ['a workflow', lines('.github/workflows/ci.yml', ['on: push\n'])],
    ["a manifest's version", lines('package.json', ['  "version": "1.1.0",\n'])],
    ['a linter', lines('.eslintrc.json', ['{}\n'])],
    ['what an eval calls a test', lines('checks/a.ts', ['go();\n'])],
  ] as const)('%s', (_, piece) => {
    expect(isWorthMissing(piece, (path) => path.startsWith('checks/'))).toBe(false);
  });
});

it('weighs what is longer of before and after', () => {
  expect(weightOf(lines('a', ['1', '2'], ['1', '2', '3']))).toBe(3);
  expect(weightOf({ kind: 'file', path: 'a', before: [], after: [] })).toBe(1);
});

it('takes back the users of what goes, not what they use', () => {
  expect(
    neededBy(
      new Map([
        [0, new Set([1, 2])],
        [3, new Set([1])],
      ]),
    ),
  ).toEqual(
    new Map([
      [1, new Set([0, 3])],
      [2, new Set([0])],
    ]),
  );
});
